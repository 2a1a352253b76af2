package dev.forebay.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SQS, SNS and Kinesis that the stories play on.
 *
 * @param name what it is, for the spectator
 */
record DemoServer(String name, SqsClient sqs, SnsClient sns, KinesisClient kinesis, Closing closing) implements AutoCloseable {

    /** With a try each quarter of a second, a server may be killed during the story and have this long to come back. */
    private static final int TRIES = 120;

    /** Forebay in this process, keeping its data in a directory that goes when it is closed. */
    static DemoServer own() throws IOException {
        Closing closing = new Closing();
        Path data = Files.createTempDirectory("forebay-demo");
        closing.add(() -> delete(data));
        try {
            Forebay forebay = Forebay.start(ForebayConfig.onDisk(data));
            closing.add(forebay::close);
            return new DemoServer("a durable server of its own", forebay.sqs(), forebay.sns(), forebay.kinesis(), closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /** A server that runs already, spoken to over HTTP by the AWS SDK. */
    static DemoServer running(URI endpoint) {
        Closing closing = new Closing();
        DemoHttpClient http = new DemoHttpClient();
        closing.add(http::close);
        SqsClient sqs = settings(SqsClient.builder(), endpoint, http).build();
        closing.add(sqs::close);
        SnsClient sns = settings(SnsClient.builder(), endpoint, http).build();
        closing.add(sns::close);
        KinesisClient kinesis = settings(KinesisClient.builder(), endpoint, http).build();
        closing.add(kinesis::close);
        return new DemoServer("the server at " + endpoint, sqs, sns, kinesis, closing);
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B settings(B builder, URI endpoint, DemoHttpClient http) {
        return builder.endpointOverride(endpoint).region(Region.US_EAST_1).httpClient(http)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(TRIES).circuitBreakerEnabled(false)
                        .backoffStrategy(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(250))).build()));
    }

    /** Whether a Forebay answers there. */
    static boolean answers(URI endpoint) {
        HttpRequest health = HttpRequest.newBuilder(endpoint.resolve("/_forebay/health")).timeout(Duration.ofSeconds(2)).build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            HttpResponse<Void> response = http.send(health, BodyHandlers.discarding());
            return response.statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
