package dev.forebay.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forebay.compat.Event.Kind;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.TlsConfig;
import dev.forebay.server.Forebay;
import dev.forebay.server.ForebayConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/** The Kinesis Producer Library, whose native daemon speaks TLS, and a KCL application that takes its aggregates apart. */
class KplTest {
    private static final String STREAM = "clicks";
    private static final int RECORDS = 5000;
    private static final Path UNPACKED = Path.of("target", "kpl").toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeAll
    static void theDaemonRunsHere() {
        assumeTrue(Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2")),
                "the KPL's native daemon is tried on Linux with glibc on x86-64 only");
    }

    @Test
    void fiveThousandRecordsTravelInAggregatesAndComeOutOneByOne() throws IOException {
        int tls = freePort();
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory()
                .overHttp(GatewayConfig.DEFAULT.withPort(0).withTls(tls, TlsConfig.selfSigned())));
                Application application = new Application(forebay.endpoint(), forebay.dynamodb(), Generation.KCL_3_5, "polling", STREAM)) {
            TestStream.create(forebay.kinesis(), STREAM, 2);
            application.start("anna");

            assertThat(produce(tls)).hasSize(RECORDS).allSatisfy(line -> assertThat(line).matches("\\d+ shardId-00000000000[01] \\d+"));
            List<String> given = IntStream.range(0, RECORDS).mapToObj(number -> "record-" + number).toList();
            Events events = application.await("all records", seen -> seen.data().containsAll(given));
            assertThat(events.of(Kind.RECORD).map(Event::position).distinct().count()).as("records on the stream").isLessThan(RECORDS / 10);
            assertThat(metrics(forebay)).contains("UserRecordsPut", "KinesisRecordsPut");
        }
    }

    private List<String> produce(int tls) throws IOException {
        Path results = folder.resolve("results");
        try (ClientProcess producer = ClientProcess.start("kpl", "Producer", "kpl", Map.of(
                "endpoint", "https://localhost:" + tls, "stream", STREAM, "records", Integer.toString(RECORDS),
                "results", results.toString(), "unpack", UNPACKED.toString()))) {
            assertThat(producer.exitCode()).as("log %s", producer.log()).isZero();
        }
        return Files.readAllLines(results);
    }

    private static Set<String> metrics(Forebay forebay) {
        return forebay.cloudwatch().listMetrics(request -> request.namespace("KinesisProducerLibrary")).metrics().stream()
                .map(Metric::metricName).collect(Collectors.toSet());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
