package dev.forebay.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one server in one mode; what counts is the median. */
final class Rounds {
    private final List<Measured> runs = new ArrayList<>();

    void add(String server, Measured run) {
        runs.add(run);
        System.out.printf("%-10s %s%n", server, run.line());
    }

    double rate() {
        return median(Measured::rate);
    }

    /** Microseconds. */
    double p(double share) {
        return median(run -> run.p(share));
    }

    double median(ToDoubleFunction<Measured> figure) {
        return median(runs, figure);
    }

    /** The median of a figure of any runs. */
    static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
        List<Double> sorted = runs.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
