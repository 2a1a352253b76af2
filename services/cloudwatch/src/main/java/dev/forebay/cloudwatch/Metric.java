package dev.forebay.cloudwatch;

/** A metric that something was put for. Its number is never given again. */
final class Metric {
    private final MetricName name;
    private final long number;
    private volatile long puts;

    Metric(MetricName name, long number) {
        this.name = name;
        this.number = number;
    }

    MetricName name() {
        return name;
    }

    long number() {
        return number;
    }

    /** How often something was put for it since the server started. */
    long puts() {
        return puts;
    }

    /** Within a decision. */
    void countPut() {
        puts = puts + 1;
    }
}
