package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.SqsBatchesContract;
import dev.forebay.testkit.SqsDeadLettersContract;
import dev.forebay.testkit.SqsEncryptionContract;
import dev.forebay.testkit.SqsFifoContract;
import dev.forebay.testkit.SqsHarness;
import dev.forebay.testkit.SqsLongPollContract;
import dev.forebay.testkit.SqsQueuesContract;
import dev.forebay.testkit.SqsReceivingContract;
import dev.forebay.testkit.SqsSendingContract;
import dev.forebay.testkit.SqsTagsContract;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The contract suites through a socket: AWS's own client, the gateway and the wire before SQS, at a time the test owns. */
class SqsOverHttpTest {

    /** A server of its own, whose time stands still until it is told to pass. */
    static final class OverHttp implements SqsHarness {
        private final ManualServer server;
        private final Map<Caller, SqsClient> clients = new ConcurrentHashMap<>();

        OverHttp() {
            this(new ManualServer());
        }

        OverHttp(ManualServer server) {
            this.server = server;
        }

        @Override
        public SqsClient client(Caller caller) {
            return clients.computeIfAbsent(caller, known -> server.connect(SqsClient.builder(), known));
        }

        @Override
        public KmsClient kms(Caller caller) {
            return server.kms(caller);
        }

        @Override
        public void pass(Duration time) {
            server.pass(time);
        }

        @Override
        public void close() {
            clients.values().forEach(SqsClient::close);
            server.close();
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
    class Encryption extends SqsEncryptionContract {
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
