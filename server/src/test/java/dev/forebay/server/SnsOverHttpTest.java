package dev.forebay.server;

import dev.forebay.cloudwatch.CloudWatchService;
import dev.forebay.couriers.Outbox;
import dev.forebay.dynamodb.DynamoDbService;
import dev.forebay.gateway.Gateway;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.identity.Caller;
import dev.forebay.kinesis.KinesisConfig;
import dev.forebay.kinesis.KinesisService;
import dev.forebay.runtime.Partitions;
import dev.forebay.sns.SnsConfig;
import dev.forebay.sns.SnsCouriers;
import dev.forebay.sns.SnsService;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.testkit.SnsFifoContract;
import dev.forebay.testkit.SnsFiltersContract;
import dev.forebay.testkit.SnsHarness;
import dev.forebay.testkit.SnsPublishingContract;
import dev.forebay.testkit.SnsSubscriptionsContract;
import dev.forebay.testkit.SnsTopicsContract;
import dev.forebay.testkit.SnsUnsubscribedContract;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The contract suites through a socket: AWS's own clients, the gateway and the wire before SNS and SQS, at a time the test owns. */
class SnsOverHttpTest {

    /** A server of its own, whose time stands still until it is told to pass; deliveries are made then. */
    private static final class OverHttp implements SnsHarness {
        private static final int ENDLESS = 10_000_000;

        private final MemoryStore store = new MemoryStore();
        private final ManualClock clock = new ManualClock();
        private final ManualTimers timers = new ManualTimers(clock);
        private final Outbox outbox = Outbox.inMemory(100, clock::millis);
        private final Partitions partitions = Partitions.open(store);
        private final SqsService queues = SqsService.open(SqsConfig.defaults(), partitions, clock, timers, new Random(1));
        private final SnsService topics =
                SnsService.open(SnsConfig.defaults(), partitions, clock, timers, new Random(2),
                        new SnsService.Neighbours(queues::client, this::address, new SnsCouriers(outbox, _ -> outbox)));
        private final GatewayConfig http = GatewayConfig.DEFAULT.withPort(0);
        private final Gateway gateway = Listening.start(http, services(), new Inspection(topics, outbox));
        private final URI endpoint = Listening.endpoint(http, gateway.port());
        private final Map<Caller, SnsClient> snsClients = new ConcurrentHashMap<>();
        private final Map<Caller, SqsClient> sqsClients = new ConcurrentHashMap<>();

        private Services services() {
            return new Services(queues, topics, KinesisService.open(KinesisConfig.defaults(), partitions, clock, timers),
                    DynamoDbService.open(partitions, clock, timers), CloudWatchService.open(partitions, clock, timers));
        }

        private String address() {
            return endpoint.toString();
        }

        @Override
        public SnsClient sns(Caller caller) {
            return snsClients.computeIfAbsent(caller, known -> connect(SnsClient.builder(), known));
        }

        @Override
        public SqsClient sqs(Caller caller) {
            return sqsClients.computeIfAbsent(caller, known -> connect(SqsClient.builder(), known));
        }

        private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C connect(B builder, Caller caller) {
            return builder.endpointOverride(endpoint)
                    .region(Region.of(caller.region().value()))
                    .credentialsProvider(StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(caller.account().value(), "secret")))
                    .httpClient(UrlConnectionHttpClient.create())
                    .overrideConfiguration(config -> config.retryStrategy(retries -> retries.maxAttempts(1)))
                    .build();
        }

        @Override
        public void pass(Duration time) {
            clock.advance(time);
            timers.run(ENDLESS);
        }

        @Override
        public void close() {
            snsClients.values().forEach(SnsClient::close);
            sqsClients.values().forEach(SqsClient::close);
            topics.close();
            queues.close();
            timers.close();
            gateway.close();
            store.close();
        }
    }

    @Nested
    class Topics extends SnsTopicsContract {
        @Override
        protected SnsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Subscriptions extends SnsSubscriptionsContract {
        @Override
        protected SnsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Unsubscribed extends SnsUnsubscribedContract {
        @Override
        protected SnsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Publishing extends SnsPublishingContract {
        @Override
        protected SnsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Filters extends SnsFiltersContract {
        @Override
        protected SnsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Fifo extends SnsFifoContract {
        @Override
        protected SnsHarness open() {
            return new OverHttp();
        }
    }
}
