package dev.forebay.sns;

import dev.forebay.testkit.SnsEncryptionContract;
import dev.forebay.testkit.SnsFifoContract;
import dev.forebay.testkit.SnsFiltersContract;
import dev.forebay.testkit.SnsHarness;
import dev.forebay.testkit.SnsPublishingContract;
import dev.forebay.testkit.SnsSubscriptionsContract;
import dev.forebay.testkit.SnsTopicsContract;
import dev.forebay.testkit.SnsUnsubscribedContract;
import org.junit.jupiter.api.Nested;

/** All contract suites, in process. */
class SnsContractTest {

    @Nested
    class Topics extends SnsTopicsContract {
        @Override
        protected SnsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Subscriptions extends SnsSubscriptionsContract {
        @Override
        protected SnsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Unsubscribed extends SnsUnsubscribedContract {
        @Override
        protected SnsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Publishing extends SnsPublishingContract {
        @Override
        protected SnsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Encryption extends SnsEncryptionContract {
        @Override
        protected SnsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Filters extends SnsFiltersContract {
        @Override
        protected SnsHarness open() {
            return new InProcess();
        }
    }

    @Nested
    class Fifo extends SnsFifoContract {
        @Override
        protected SnsHarness open() {
            return new InProcess();
        }
    }
}
