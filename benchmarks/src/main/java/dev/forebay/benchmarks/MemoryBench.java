package dev.forebay.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code bin/bench memory}: what messages, queues and parked long polls cost in memory, and what they cost a restart. */
final class MemoryBench {
    private static final int QUEUES = 100_000;
    private static final int POLLS = 10_000;

    private final Options options;
    private final Servers servers;
    private final Load load;
    private final Table table = new Table("what the server holds", "memory", "on disk", "made at", "start after a stop", "after a kill");

    MemoryBench(Options options) {
        this.options = options;
        this.servers = new Servers(options.root());
        this.load = options.load(1024);
    }

    /** Any of the words messages, queues, polls; without one, all. */
    void run() throws Exception {
        List<String> parts = options.words().isEmpty() ? List.of("messages", "queues", "polls") : options.words();
        for (String part : parts) {
            try (Disk disk = Disk.temporary()) {
                switch (part) {
                    case "messages" -> messages(disk);
                    case "queues" -> queues(disk);
                    case "polls" -> polls(disk);
                    default -> throw new IllegalArgumentException("no such part: " + part);
                }
            }
        }
        table.publish(options.results("memory"));
    }

    private void messages(Disk disk) throws Exception {
        long backlog = options.number("backlog", 5_000_000);
        try (Server server = start(disk)) {
            String queue = Sqs.createQueue(server.port(), "deep");
            row("nothing", server, disk, "");
            long held = 0;
            for (long most : List.of(backlog / 5, backlog)) {
                Measured fill = Stock.fill(server.port(), load, queue, most - held);
                held = most;
                row(String.format(Locale.ROOT, "%,d messages of %,d bytes", held, load.bytes()), server, disk, SqsBench.rate(fill.rate()) + " /s");
            }
        }
        restarts("the same, started again", disk);
    }

    private void queues(Disk disk) throws Exception {
        try (Server server = start(disk)) {
            Measured made = ClosedLoop.toTheEnd("create", server.port(), load, Turns.each(QUEUES, () -> (connection, number) ->
                    connection.call(Request.of("CreateQueue", "{\"QueueName\":\"queue-" + number + "\"}"))));
            row(String.format(Locale.ROOT, "%,d queues", QUEUES), server, disk, SqsBench.rate(made.rate()) + " /s");
        }
        restarts("the same, started again", disk);
    }

    private void polls(Disk disk) throws Exception {
        List<Connection> parked = new ArrayList<>();
        try (Server server = start(disk)) {
            String queue = Sqs.createQueue(server.port(), "quiet");
            row("nothing", server, disk, "");
            for (int i = 0; i < POLLS; i++) {
                Connection connection = new Connection(server.port());
                parked.add(connection);
                connection.send(Sqs.receive(queue, 1, 20));
            }
            Thread.sleep(2000);
            row(String.format(Locale.ROOT, "%,d parked long polls", POLLS), server, disk, "");
        } finally {
            for (Connection connection : parked) {
                connection.close();
            }
        }
    }

    private Server start(Disk disk) throws IOException, InterruptedException {
        return servers.forebay(disk.folder(), options.javaOptions());
    }

    private void restarts(String what, Disk disk) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Server server = start(disk);
        double afterStop = (System.nanoTime() - begin) / 1e9;
        server.process().destroyForcibly().waitFor();
        begin = System.nanoTime();
        try (Server again = start(disk)) {
            double afterKill = (System.nanoTime() - begin) / 1e9;
            row(what, again, disk, "", String.format(Locale.ROOT, "%.1f s", afterStop), String.format(Locale.ROOT, "%.1f s", afterKill));
        }
    }

    private void row(String what, Server server, Disk disk, String... rest) throws IOException {
        List<String> cells = new ArrayList<>(List.of(what, String.format(Locale.ROOT, "%,.0f MB", server.residentMegabytes()),
                String.format(Locale.ROOT, "%,.0f MB", disk.bytes() / 1e6)));
        cells.addAll(List.of(rest));
        while (cells.size() < 6) {
            cells.add("");
        }
        System.out.println(String.join("   ", cells));
        table.add(cells.toArray(String[]::new));
    }
}
