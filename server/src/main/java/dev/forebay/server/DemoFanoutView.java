package dev.forebay.server;

import dev.forebay.server.DemoFanoutState.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The purchases' story in pictures: caption, the stream, the queues that it branches into, and the curve of the one that is down. */
final class DemoFanoutView implements DemoView<DemoFanoutState> {
    private static final int BAR = 20;

    private final DemoFanoutPlan plan;
    private final DemoInk ink;
    private final DemoDrawing drawing;
    private final int curveMost;

    DemoFanoutView(DemoFanoutPlan plan, DemoInk ink) {
        this.plan = plan;
        this.ink = ink;
        this.drawing = new DemoDrawing(ink);
        this.curveMost = plan.missed();
    }

    @Override
    public List<List<String>> captions() {
        return Arrays.stream(DemoFanoutAct.values()).map(act -> act.caption(plan)).toList();
    }

    @Override
    public int act(DemoFanoutState state) {
        return state.act().number();
    }

    @Override
    public Duration elapsed(DemoFanoutState state) {
        return state.elapsed();
    }

    @Override
    public String counts(DemoFanoutState state) {
        return state.lanes().stream()
                .map(lane -> lane.branch().title() + " " + lane.received() + (lane.waiting() == 0 ? "" : "+" + lane.waiting()))
                .collect(Collectors.joining("  ", "published %,d  ".formatted(state.published()), ""));
    }

    @Override
    public List<String> lines(DemoFanoutState state) {
        List<String> lines = new ArrayList<>(drawing.heading(captions(), act(state), state.elapsed()));
        lines.add(drawing.bar("topic", state.published(), plan.purchases(), ink::cyan, "published" + DemoDrawing.pace(state.pace())));
        lines.add("");
        state.lanes().forEach(lane -> lines.add(line(lane)));
        lines.add("");
        drawing.curve(lines, List.of("shipping's", "queue"), state.past(), curveMost);
        return lines;
    }

    /** Read and waiting as two parts of one bar, on the scale of all purchases: so the bars of a split add up by eye. */
    private String line(Lane lane) {
        int most = plan.purchases();
        int both = lane.received() + lane.waiting();
        String filter = "%-20s".formatted(lane.isDown() ? ink.cross() + " program is down" : lane.branch().meaning());
        return drawing.label(lane.branch().title()) + (lane.isDown() ? ink.red(filter) : ink.dim(filter)) + "  "
                + ink.green(ink.filled(lane.received(), most, BAR)) + ink.yellow(ink.waiting(lane.received(), lane.waiting(), most, BAR))
                + ink.dim(ink.empty(both, most, BAR))
                + " %,4d read".formatted(lane.received()) + (lane.waiting() == 0 ? "" : " %,4d wait".formatted(lane.waiting()));
    }
}
