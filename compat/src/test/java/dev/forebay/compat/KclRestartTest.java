package dev.forebay.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.compat.Event.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A worker that outlives its server: records, leases and checkpoints are on disk. */
class KclRestartTest {
    private static final String WORKER = "anna";

    @TempDir
    private Path folder;

    @Test
    void aWorkerGoesOnWhereItWasWhenItsServerWasKilledAndStartedAgain() throws IOException {
        int port = freePort();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        ServerProcess first = ServerProcess.start(folder.resolve("data"), port);
        try (KinesisClient kinesis = at(endpoint, KinesisClient.builder());
                DynamoDbClient dynamodb = at(endpoint, DynamoDbClient.builder());
                Application application = new Application(endpoint, dynamodb, Generation.KCL_3_5, "polling", "tides")) {
            TestStream stream = TestStream.create(kinesis, "tides", 2);
            application.start(WORKER);
            Set<String> early = stream.put("early", 100);
            application.await("early records, checkpointed", events -> events.data().containsAll(early)
                    && events.of(Kind.CHECKPOINT).map(Event::shard).distinct().count() == 2);

            first.close();
            try (ServerProcess _ = ServerProcess.start(folder.resolve("data"), port)) {
                int before = application.events().all().size();
                Set<String> late = stream.put("late", 100);
                Events after = application.await("late records", events -> events.data().containsAll(late)).after(before);
                assertThat(after.of(Kind.BEGUN)).allSatisfy(begun -> assertThat(begun.position()).isNotEqualTo("TRIM_HORIZON"));
            }
        }
    }

    private static <B extends AwsClientBuilder<B, C>, C> C at(URI endpoint, B builder) {
        return builder.endpointOverride(endpoint).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))).build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
