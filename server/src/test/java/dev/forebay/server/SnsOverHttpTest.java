package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.SnsEncryptionContract;
import dev.forebay.testkit.SnsFifoContract;
import dev.forebay.testkit.SnsFiltersContract;
import dev.forebay.testkit.SnsHarness;
import dev.forebay.testkit.SnsPublishingContract;
import dev.forebay.testkit.SnsSubscriptionsContract;
import dev.forebay.testkit.SnsTopicsContract;
import dev.forebay.testkit.SnsUnsubscribedContract;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The contract suites through a socket: AWS's own clients, the gateway and the wire before SNS and SQS, at a time the test owns. */
class SnsOverHttpTest {

    /** A server of its own, whose time stands still until it is told to pass; deliveries are made then. */
    private static final class OverHttp extends HarnessOverHttp implements SnsHarness {

        @Override
        public SnsClient sns(Caller caller) {
            return client(SnsClient.class, SnsClient.builder(), caller);
        }

        @Override
        public SqsClient sqs(Caller caller) {
            return client(SqsClient.class, SqsClient.builder(), caller);
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
    class Encryption extends SnsEncryptionContract {
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
