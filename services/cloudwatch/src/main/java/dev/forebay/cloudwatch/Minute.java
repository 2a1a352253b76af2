package dev.forebay.cloudwatch;

import dev.forebay.runtime.Bytes;

/** What was put for a metric in a minute, in one unit. Stored as version (1), unit, and four numbers (8 each). */
record Minute(String unit, Statistics statistics) {
    static final long MILLIS = 60_000;

    private static final int VERSION = 1;

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, unit);
            out.writeDouble(statistics.count());
            out.writeDouble(statistics.sum());
            out.writeDouble(statistics.min());
            out.writeDouble(statistics.max());
        });
    }

    static Minute read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a minute of a metric", in ->
                new Minute(Bytes.text(in), new Statistics(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble())));
    }
}
