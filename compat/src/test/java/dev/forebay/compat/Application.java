package dev.forebay.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A KCL application: some workers that share a stream of a Forebay, their journal, and what they wrote into tables. */
final class Application implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 180_000;
    private static final long POLL_MILLIS = 100;

    private final URI endpoint;
    private final DynamoDbClient dynamodb;
    private final Generation generation;
    private final String retrieval;
    private final String stream;
    private final String name;
    private final Path journal;
    private final Map<String, ClientProcess> workers = new HashMap<>();

    /**
     * No worker runs yet.
     *
     * @param endpoint  where the workers find their server
     * @param dynamodb  to look into the tables of that server
     * @param retrieval polling or fanout
     */
    Application(URI endpoint, DynamoDbClient dynamodb, Generation generation, String retrieval, String stream) {
        this.endpoint = endpoint;
        this.dynamodb = dynamodb;
        this.generation = generation;
        this.retrieval = retrieval;
        this.stream = stream;
        this.name = generation.client() + "-" + retrieval + "-" + stream;
        this.journal = emptyFile();
    }

    private static Path emptyFile() {
        try {
            return Files.createTempFile(Files.createDirectories(Path.of("target", "journals").toAbsolutePath()), "journal-", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Name of the lease table, and of the namespace of the metrics. */
    String name() {
        return name;
    }

    /** Starts a worker. */
    ClientProcess start(String worker) {
        return start(worker, generation);
    }

    /** Starts a worker of another generation. */
    ClientProcess start(String worker, Generation generation) {
        ClientProcess process = ClientProcess.start(generation.client(), "Worker", name + "-" + worker, Map.of(
                "endpoint", endpoint.toString(), "stream", stream, "application", name, "worker", worker,
                "journal", journal.toString(), "retrieval", retrieval));
        workers.put(worker, process);
        return process;
    }

    /**
     * Starts workers, the second when the first has made the table and its index: workers of KCL 3 that try both at the same
     * time are in each other's way, and the one that came too late hears of no lease until it is started again.
     */
    void startOneAfterTheOther(List<String> names) {
        start(names.getFirst());
        await("the lease table", _ -> isTableMade());
        names.subList(1, names.size()).forEach(this::start);
    }

    private boolean isTableMade() {
        return tables().contains(name) && (generation.leaderTable().isEmpty()
                || dynamodb.describeTable(request -> request.tableName(name)).table().hasGlobalSecondaryIndexes());
    }

    ClientProcess process(String worker) {
        return workers.get(worker);
    }

    /** What has happened so far. */
    Events events() {
        return Events.of(journal);
    }

    /** Waits until the journal is as it should be; meanwhile does something, again and again. */
    Events await(String what, Predicate<Events> wanted, Runnable meanwhile) {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!wanted.test(events())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never seen: " + what + ". Journal " + journal + ", logs " + logs());
            }
            meanwhile.run();
            pause();
        }
        return events();
    }

    Events await(String what, Predicate<Events> wanted) {
        return await(what, wanted, () -> {});
    }

    private List<Path> logs() {
        return workers.values().stream().map(ClientProcess::log).toList();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The leases, by shard. */
    Map<String, Map<String, AttributeValue>> leases() {
        return scan(name).stream().filter(item -> item.get("leaseKey").s().startsWith("shardId-"))
                .collect(Collectors.toMap(item -> item.get("leaseKey").s(), item -> item));
    }

    /** The worker that hands leases out, in generations that have one. */
    Optional<String> leader() {
        return generation.leaderTable().flatMap(suffix -> scan(name + suffix).stream()
                .filter(item -> item.containsKey("ownerName")).map(item -> item.get("ownerName").s()).findFirst());
    }

    /** Names of this application's tables. */
    Set<String> tables() {
        return new HashSet<>(dynamodb.listTables().tableNames().stream().filter(table -> table.startsWith(name)).toList());
    }

    private List<Map<String, AttributeValue>> scan(String table) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        dynamodb.scanPaginator(request -> request.tableName(table)).items().forEach(items::add);
        return items;
    }

    @Override
    public void close() {
        workers.values().forEach(ClientProcess::close);
    }
}
