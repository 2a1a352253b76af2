package dev.forebay.server;

import dev.forebay.gateway.Gateway;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Partitions;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.testkit.SqsBatchesContract;
import dev.forebay.testkit.SqsDeadLettersContract;
import dev.forebay.testkit.SqsFifoContract;
import dev.forebay.testkit.SqsHarness;
import dev.forebay.testkit.SqsLongPollContract;
import dev.forebay.testkit.SqsQueuesContract;
import dev.forebay.testkit.SqsReceivingContract;
import dev.forebay.testkit.SqsSendingContract;
import dev.forebay.testkit.SqsTagsContract;
import dev.forebay.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The contract suites through a socket: AWS's own client, the gateway and the wire before SQS, at a time the test owns. */
class SqsOverHttpTest {

    /** A server of its own, whose time stands still until it is told to pass. */
    private static final class OverHttp implements SqsHarness {
        private static final int ENDLESS = 10_000_000;

        private final MemoryStore store = new MemoryStore();
        private final ManualClock clock = new ManualClock();
        private final ManualTimers timers = new ManualTimers(clock);
        private final SqsService service =
                SqsService.open(SqsConfig.defaults(), Partitions.open(store), clock, timers, new Random(1));
        private final GatewayConfig http = GatewayConfig.DEFAULT.withPort(0);
        private final Gateway gateway = start();
        private final URI endpoint = Listening.endpoint(http, gateway.port());
        private final Map<Caller, SqsClient> clients = new ConcurrentHashMap<>();

        private Gateway start() {
            try {
                return Gateway.start(http, Wire.of(List.of("sqs")), Map.of("sqs", service::client));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public SqsClient client(Caller caller) {
            return clients.computeIfAbsent(caller, this::connect);
        }

        private SqsClient connect(Caller caller) {
            return SqsClient.builder()
                    .endpointOverride(endpoint)
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
            clients.values().forEach(SqsClient::close);
            service.close();
            timers.close();
            gateway.close();
            store.close();
        }
    }

    @Nested
    class Queues extends SqsQueuesContract {
        @Override
        protected SqsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Sending extends SqsSendingContract {
        @Override
        protected SqsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Receiving extends SqsReceivingContract {
        @Override
        protected SqsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Fifo extends SqsFifoContract {
        @Override
        protected SqsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class DeadLetters extends SqsDeadLettersContract {
        @Override
        protected SqsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Batches extends SqsBatchesContract {
        @Override
        protected SqsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class Tags extends SqsTagsContract {
        @Override
        protected SqsHarness open() {
            return new OverHttp();
        }
    }

    @Nested
    class LongPoll extends SqsLongPollContract {
        @Override
        protected SqsHarness open() {
            return new OverHttp();
        }
    }
}
