package dev.forebay.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code bin/bench sns scale}: AWS's own limits, 100,000 topics in an account, and a million subscriptions of one topic with
 * what AWS's 12,500,000 would take. All but ten are of queues that do not exist, and each has a filter of its own.
 */
final class SnsScaleBench {
    private static final long AWS_SUBSCRIPTIONS = 12_500_000;

    /** A subscription is kept in memory; the server's usual heap is not meant for millions. */
    private static final String HEAP = "-Xmx6g";

    private final Options options;
    private final Servers servers;
    private final Load load;
    private final Table table = new Table("what the server holds", "memory", "on disk", "made at", "a page of 100, p50", "p99", "start after a stop", "after a kill");

    SnsScaleBench(Options options) {
        this.options = options;
        this.servers = new Servers(options.root());
        this.load = options.load(256);
    }

    void run() throws Exception {
        try (Disk disk = Disk.temporary()) {
            topics(disk, options.number("topics", 100_000));
        }
        try (Disk disk = Disk.temporary()) {
            subscriptions(disk, options.number("subscriptions", 1_000_000));
        }
        table.publish(options.results("sns-scale"));
    }

    private void topics(Disk disk, long count) throws Exception {
        try (Server server = start(disk)) {
            row("nothing", server, disk);
            Measured made = ClosedLoop.toTheEnd("create", server.port(), load, Turns.each(count, () -> {
                Request request = Request.sns("CreateTopic").add("&Name=topic-");
                int start = request.size();
                return (connection, number) -> connection.call(request.cut(start).add(number).finish());
            }));
            Measured pages = listed(server, Request.sns("ListTopics"), count);
            row(String.format(Locale.ROOT, "%,d topics", count), server, disk, perSecond(made), Measured.time(pages.p(0.5)), Measured.time(pages.p(0.99)));
        }
        restarts(disk).server().close();
    }

    private void subscriptions(Disk disk, long count) throws Exception {
        Figures figures;
        FanOut fanOut;
        long begin = System.nanoTime();
        try (Server server = start(disk)) {
            double emptyStart = (System.nanoTime() - begin) / 1e9;
            double before = server.residentMegabytes();
            fanOut = FanOut.filtered(server.port());
            Measured made = Subscribers.subscribe(server.port(), load, fanOut.topic(), count - FanOut.QUEUES);
            System.out.println(made.line());
            Measured pages = listed(server, Request.sns("ListSubscriptionsByTopic").with("TopicArn", fanOut.topic()), count);
            row(String.format(Locale.ROOT, "%,d subscriptions of one topic", count), server, disk, perSecond(made),
                    Measured.time(pages.p(0.5)), Measured.time(pages.p(0.99)));
            publish(fanOut);
            figures = new Figures(count, server.residentMegabytes() - before, disk.bytes() / 1e6, count / made.rate(), emptyStart);
        }
        Restarted restarted = restarts(disk);
        try (Server again = restarted.server()) {
            publish(fanOut.on(again.port()));
        }
        System.out.println(figures.extrapolated(AWS_SUBSCRIPTIONS, restarted.afterKill()));
    }

    private Measured listed(Server server, Request of, long expected) throws IOException {
        Measured pages = Pages.read("list", server.port(), of);
        System.out.println(pages.line());
        if (pages.messages() != expected) {
            throw new IOException("of " + expected + " there are " + pages.messages() + " in the list");
        }
        return pages;
    }

    /** The first is cold; the others tell what it costs. */
    private void publish(FanOut fanOut) throws IOException, InterruptedException {
        for (int i = 1; i <= 3; i++) {
            long[] nanos = fanOut.once(load.body());
            System.out.printf(Locale.ROOT, "publish %d     taken after %s, all 10 copies in their queues after %s%n", i,
                    Measured.time(nanos[0] / 1e3), Measured.time(nanos[1] / 1e3));
        }
    }

    private Server start(Disk disk) throws IOException, InterruptedException {
        return servers.forebay(disk.folder(), options.flags().containsKey("opts") ? options.javaOptions() : new String[] {HEAP});
    }

    /** Starts after a stop, and once more after a kill; that one goes on running. */
    private Restarted restarts(Disk disk) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Server server = start(disk);
        double afterStop = (System.nanoTime() - begin) / 1e9;
        server.process().destroyForcibly().waitFor();
        begin = System.nanoTime();
        Server again = start(disk);
        double afterKill = (System.nanoTime() - begin) / 1e9;
        row("the same, started again", again, disk, "", "", "", seconds(afterStop), seconds(afterKill));
        return new Restarted(again, afterKill);
    }

    private record Restarted(Server server, double afterKill) {}

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String perSecond(Measured made) {
        return SqsBench.rate(made.rate()) + " /s";
    }

    private void row(String what, Server server, Disk disk, String... rest) throws IOException {
        List<String> cells = new ArrayList<>(List.of(what, String.format(Locale.ROOT, "%,.0f MB", server.residentMegabytes()),
                String.format(Locale.ROOT, "%,.0f MB", disk.bytes() / 1e6)));
        cells.addAll(List.of(rest));
        while (cells.size() < 8) {
            cells.add("");
        }
        System.out.println(String.join("   ", cells));
        table.add(cells.toArray(String[]::new));
    }

    /** What so many subscriptions took. */
    private record Figures(long count, double megabytes, double diskMegabytes, double seconds, double emptyStart) {

        /** In proportion: what they take beyond an empty server. */
        String extrapolated(long to, double restart) {
            double times = (double) to / count;
            return String.format(Locale.ROOT, "By extrapolation %,d subscriptions take %.1f GB of memory, %.1f GB on disk,"
                    + " %.0f minutes to subscribe and %.0f s to start after a kill.",
                    to, megabytes * times / 1e3, diskMegabytes * times / 1e3, seconds * times / 60, emptyStart + (restart - emptyStart) * times);
        }
    }
}
