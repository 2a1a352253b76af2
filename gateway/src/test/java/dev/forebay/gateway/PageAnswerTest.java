package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.Caller;
import dev.forebay.wire.PageSource;
import dev.forebay.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Answers that are written while they are read: to AWS's clients, to clients that do not read, and when reading fails. */
@Timeout(120)
class PageAnswerTest {

    private static final byte[] DATA = new byte[10_000];
    /** Who has had so many of them read has taken its room: it is beyond the beginning that is sent whole. */
    private static final int TAKEN = 30;
    private static final String BODY = "{\"ShardIterator\":\"2000\"}";

    private final AtomicInteger read = new AtomicInteger();
    private Gateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void start(HttpLimits limits) throws IOException {
        gateway = Gateway.start(GatewayConfig.DEFAULT.withPort(0).withLimits(limits.withStopTimeout(Duration.ZERO)), Wire.of(List.of("kinesis")),
                new Served(Map.of(), Map.of("kinesis.GetRecords", new PageDoor("Records", this::open))), Guard.OPEN, PublicFiles.NONE);
    }

    /** As many records as the iterator says; where that is negative, it fails there. */
    private PageSource open(Caller caller, SdkRequest request) {
        int count = Integer.parseInt(((GetRecordsRequest) request).shardIterator());
        return new PageSource() {
            private int next;

            @Override
            public Optional<? extends SdkPojo> next() {
                if (next == -count) {
                    throw ExpiredIteratorException.builder().message("It is old.").build();
                }
                read.incrementAndGet();
                return next == count ? Optional.empty() : Optional.of(Record.builder().partitionKey("" + next++).data(SdkBytes.fromByteArrayUnsafe(DATA)).build());
            }

            @Override
            public SdkResponse rest() {
                return GetRecordsResponse.builder().nextShardIterator("next").millisBehindLatest(3L).build();
            }
        };
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    private KinesisClient client() {
        return KinesisClient.builder().endpointOverride(endpoint()).region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "secret")))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry())).httpClient(UrlConnectionHttpClient.create()).build();
    }

    @ParameterizedTest
    @CsvSource({"HTTP1_1, 3", "HTTP1_1, 1000", "HTTP2, 3", "HTTP2, 1000"})
    void allOfItArrives(Protocol protocol, int count) throws IOException {
        start(HttpLimits.DEFAULT);
        try (KinesisAsyncClient client = KinesisAsyncClient.builder().endpointOverride(endpoint()).region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "secret")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().eventLoopGroup(ClientThreads.ALL).protocol(protocol)).build()) {
            for (int i = 0; i < 3; i++) {
                GetRecordsResponse answer = client.getRecords(r -> r.shardIterator("" + count)).join();
                assertThat(answer.records()).extracting(Record::partitionKey).hasSize(count).first().isEqualTo("0");
                assertThat(answer.records().getLast().partitionKey()).isEqualTo("" + (count - 1));
                assertThat(answer.nextShardIterator()).isEqualTo("next");
                assertThat(answer.millisBehindLatest()).isEqualTo(3);
            }
        }
    }

    @Test
    void whatIsNotTakenIsNotRead() throws IOException {
        start(HttpLimits.DEFAULT);
        try (RawClient deaf = ask(); KinesisClient other = client()) {
            assertThat(other.getRecords(r -> r.shardIterator("1000")).records()).hasSize(1000);
            assertThat(read.get()).isLessThan(2_900);
            assertThat(deaf.read().body()).endsWith("\"MillisBehindLatest\":3}");
        }
    }

    private RawClient ask() throws IOException {
        return new RawClient(gateway.port()).send("POST / HTTP/1.1\r\nHost: here\r\nX-Amz-Target: Kinesis_20131202.GetRecords\r\n"
                + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY);
    }

    @Test
    void whereThereIsNoRoomTheClientIsToldToComeAgain() throws IOException {
        start(HttpLimits.DEFAULT.withAnswerBytesInFlight(100_000));
        try (KinesisClient client = client()) {
            assertThatThrownBy(() -> client.getRecords(r -> r.shardIterator("100"))).isInstanceOfSatisfying(KinesisException.class,
                    full -> assertThat(full.statusCode()).isEqualTo(503));
            assertThat(client.getRecords(r -> r.shardIterator("3")).records()).hasSize(3);
        }
    }

    @Test
    void whoTakesNothingGivesItsRoomBack() throws IOException {
        start(HttpLimits.DEFAULT.withAnswerBytesInFlight(600_000).withIdleTimeout(Duration.ofSeconds(5)));
        try (RawClient deaf = ask(); KinesisClient client = client()) {
            while (read.get() < TAKEN) {
                Thread.onSpinWait();
            }
            int records = 0;
            while (records == 0) {
                records = askAgain(client);
            }
            assertThat(records).isEqualTo(100);
            assertThatThrownBy(deaf::read).isInstanceOf(IOException.class);
        }
    }

    private static int askAgain(KinesisClient client) {
        try {
            return client.getRecords(r -> r.shardIterator("100")).records().size();
        } catch (KinesisException full) {
            assertThat(full.statusCode()).isEqualTo(503);
            return 0;
        }
    }

    @Test
    void whatFailsAtTheBeginningIsRefusedAndLaterEndsTheConnection() throws IOException {
        start(HttpLimits.DEFAULT);
        try (KinesisClient client = client()) {
            assertThatThrownBy(() -> client.getRecords(r -> r.shardIterator("-3"))).isInstanceOf(ExpiredIteratorException.class).hasMessageContaining("It is old.");
            assertThatThrownBy(() -> client.getRecords(r -> r.shardIterator("-300"))).isNotInstanceOf(ExpiredIteratorException.class);
            assertThat(client.getRecords(r -> r.shardIterator("300")).records()).hasSize(300);
        }
    }
}
