package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Files that are not as the server left them, and servers that are in each other's way. */
class DamageTest {
    private static final CrashQueue ORDERS = CrashQueue.standard("orders");
    private static final int MESSAGES = 200;
    /** Large enough that the log has many blocks. */
    private static final String FILLING = " " + "x".repeat(1_000);
    /** As EX_IOERR of sysexits.h. */
    private static final int STORAGE_FAILED = 74;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void nameTheDirectory() {
        data = folder.resolve("data");
    }

    @Test
    void aFlippedBitInTheLogKeepsTheServerFromStarting() throws Exception {
        fillAndKill();
        Path log = newest(".log");
        byte[] before = Files.readAllBytes(log);
        flipABitInTheMiddle(log);

        assertRefused(log);

        byte[] flippedBack = Files.readAllBytes(log);
        flippedBack[flippedBack.length / 2] ^= 1;
        assertThat(flippedBack).as("a refused server changes nothing").isEqualTo(before);
        Files.write(log, flippedBack);
        assertThat(received()).isEqualTo(numbers(MESSAGES));
    }

    @Test
    void aCommitThatWasNeverFinishedCostsNothingElse() throws Exception {
        fillAndKill();
        Path log = newest(".log");
        byte[] begun = Arrays.copyOf(Files.readAllBytes(log), 20);
        Files.write(log, begun, StandardOpenOption.APPEND);

        assertThat(received()).isEqualTo(numbers(MESSAGES));
    }

    @Test
    void ofALogThatWasCutOnlyTheLastCommitIsLost() throws Exception {
        fillAndKill();
        Path log = newest(".log");
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length - 1));

        assertThat(received()).isEqualTo(numbers(MESSAGES - 1));
    }

    @Test
    void aFlippedBitInATableStopsTheServerWhenItIsRead() throws Exception {
        fill(server -> {
            server.terminate();
            server.exitCode();
        });
        Path table = newest(".sst");
        flipABitInTheMiddle(table);

        try (CrashServer server = server()) {
            URI endpoint = server.endpoint();
            try {
                receiveAll(endpoint);
            } catch (SdkException cut) {
                // the answer to a read that met the damage: an error, or none
            }
            assertThat(server.exitCode()).isEqualTo(STORAGE_FAILED);
            assertThat(server.errors()).contains(table.getFileName().toString());
        }
    }

    @Test
    void aSecondServerIsRefusedAndTheFirstGoesOn() throws Exception {
        try (CrashServer first = server()) {
            URI endpoint = first.endpoint();
            send(endpoint, 0, 1);

            try (CrashServer second = server()) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.errors().lines()).singleElement().asString()
                        .contains("another Forebay is running", data.toString(), "--data-dir");
            }

            send(endpoint, 1, 2);
            assertThat(receiveAll(endpoint)).isEqualTo(numbers(2));
        }
        assertThat(received()).isEmpty();
    }

    private void assertRefused(Path damaged) throws Exception {
        try (CrashServer server = server()) {
            assertThat(server.exitCode()).isEqualTo(STORAGE_FAILED);
            assertThat(server.errors().lines()).singleElement().asString()
                    .contains(damaged.toString(), "damaged", "Nothing was changed", "backup");
        }
    }

    private CrashServer server() throws IOException {
        return new CrashServer(folder, data);
    }

    private void fillAndKill() throws Exception {
        fill(CrashServer::kill);
    }

    private void fill(End end) throws Exception {
        try (CrashServer server = server()) {
            send(server.endpoint(), 0, MESSAGES);
            end.of(server);
        }
    }

    /** One commit each. */
    private static void send(URI endpoint, int from, int to) {
        try (SqsClient sqs = CrashClient.of(endpoint)) {
            String url = ORDERS.url(sqs);
            IntStream.range(from, to).forEach(i -> sqs.sendMessage(r -> r.queueUrl(url).messageBody(i + FILLING)));
        }
    }

    /** What a new server gives out. */
    private List<Integer> received() throws IOException {
        try (CrashServer server = server()) {
            return receiveAll(server.endpoint());
        }
    }

    /** What is visible, in order; deletes it. */
    private static List<Integer> receiveAll(URI endpoint) {
        List<Integer> numbers = new ArrayList<>();
        try (SqsClient sqs = CrashClient.of(endpoint)) {
            String url = ORDERS.url(sqs);
            for (List<Message> some = ORDERS.receive(sqs, 60); !some.isEmpty(); some = ORDERS.receive(sqs, 60)) {
                some.forEach(message -> {
                    numbers.add(Integer.parseInt(message.body().split(" ")[0]));
                    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
                });
            }
        }
        return numbers.stream().sorted().toList();
    }

    private static List<Integer> numbers(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private Path newest(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("db"))) {
            return files.filter(file -> file.toString().endsWith(suffix)).max(Comparator.naturalOrder()).orElseThrow();
        }
    }

    private static void flipABitInTheMiddle(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @FunctionalInterface
    private interface End {
        void of(CrashServer server) throws Exception;
    }
}
