package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.Caller;
import dev.forebay.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Every call that is over is told, before its client hears of it. */
@Timeout(60)
class AuditTest {

    private final List<FinishedCall> told = new CopyOnWriteArrayList<>();
    private volatile boolean failing;
    private Gateway gateway;
    private SqsClient sqs;

    private record FakeSqs(Caller caller) implements SqsClient {

        @Override
        public CreateQueueResponse createQueue(CreateQueueRequest request) {
            return switch (request.queueName()) {
                case "refused" -> throw Authenticator.awsError("QueueNameExists", 400, "It is there.");
                case "broken" -> throw new IllegalStateException("a secret of the inside");
                default -> CreateQueueResponse.builder().queueUrl("url").build();
            };
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws IOException {
        GatewayConfig config = GatewayConfig.DEFAULT.withPort(0).withLimits(HttpLimits.DEFAULT.withStopTimeout(Duration.ZERO));
        gateway = Gateway.start(config, Wire.of(List.of("sqs")), new Served(Map.of("sqs", FakeSqs::new), Map.of()),
                Guard.OPEN.heardBy(this::hear), PublicFiles.NONE);
        sqs = SqsClient.builder().endpointOverride(URI.create("http://127.0.0.1:" + gateway.port())).region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "secret")))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry())).httpClient(UrlConnectionHttpClient.create()).build();
    }

    private void hear(FinishedCall call) {
        if (failing) {
            throw Authenticator.awsError("ServiceUnavailable", 503, "cannot be recorded");
        }
        told.add(call);
    }

    @AfterEach
    void stop() {
        sqs.close();
        gateway.close();
    }

    @Test
    void anAnswerIsToldWithWhatWasAskedAndAnswered() {
        String requestId = sqs.createQueue(r -> r.queueName("orders")).responseMetadata().requestId();

        assertThat(told).singleElement().satisfies(call -> {
            assertThat(call.service()).isEqualTo("sqs");
            assertThat(call.operation()).isEqualTo("CreateQueue");
            assertThat(call.requestId()).isEqualTo(requestId);
            assertThat(call.caller().orElseThrow().account().value()).isEqualTo("123456789012");
            assertThat(call.request()).contains(CreateQueueRequest.builder().queueName("orders").build());
            assertThat(call.response()).contains(CreateQueueResponse.builder().queueUrl("url").build());
            assertThat(call.error()).isEmpty();
        });
    }

    @Test
    void aRefusalIsToldWithItsCode() {
        assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("refused"))).isInstanceOf(SqsException.class);

        assertThat(only().error()).contains(new CallError("QueueNameExists", "It is there."));
        assertThat(only().response()).isEmpty();
    }

    @Test
    void aFailureTellsNothingOfTheInside() {
        assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("broken"))).isInstanceOf(SqsException.class);

        assertThat(only().error()).contains(new CallError("InternalFailure", ""));
    }

    @Test
    void whatCannotBeReadIsToldWithoutARequest() {
        assertThatThrownBy(() -> sqs.createQueue(r -> {})).isInstanceOf(SqsException.class);

        assertThat(only().request()).isEmpty();
        assertThat(only().error().map(CallError::code)).isNotEqualTo(Optional.empty());
    }

    @Test
    void whatIsLeftOutIsToldByName() {
        assertThatThrownBy(() -> sqs.listQueues()).isInstanceOf(SqsException.class);

        assertThat(only().operation()).isEqualTo("ListQueues");
        assertThat(only().error().map(CallError::code)).contains("UnsupportedOperation");
    }

    @Test
    void whatCannotBeRecordedIsNotAnswered() {
        failing = true;

        assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("orders"))).hasMessageContaining("cannot be recorded")
                .isInstanceOfSatisfying(SqsException.class, refused -> assertThat(refused.statusCode()).isEqualTo(503));
    }

    private FinishedCall only() {
        return told.getFirst();
    }
}
