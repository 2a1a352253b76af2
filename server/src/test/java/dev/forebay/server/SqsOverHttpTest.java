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
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The contract suites through a socket: AWS's own client, the gateway and the wire before SQS, at a time the test owns. */
class SqsOverHttpTest {

    /** A server of its own, whose time stands still until it is told to pass. */
    static final class OverHttp extends HarnessOverHttp implements SqsHarness {

        OverHttp() {}

        OverHttp(ManualServer server) {
            super(server);
        }

        @Override
        public SqsClient client(Caller caller) {
            return client(SqsClient.class, SqsClient.builder(), caller);
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
