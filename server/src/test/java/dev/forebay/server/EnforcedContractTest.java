package dev.forebay.server;

import dev.forebay.testkit.KinesisFanOutContract;
import dev.forebay.testkit.KinesisHarness;
import dev.forebay.testkit.KinesisPuttingContract;
import dev.forebay.testkit.SqsHarness;
import dev.forebay.testkit.SqsReceivingContract;
import dev.forebay.testkit.SqsSendingContract;
import org.junit.jupiter.api.Nested;

/** Contract suites against a gateway that verifies signatures and asks for permissions: nothing that was right is refused. */
class EnforcedContractTest {

    @Nested
    class Sending extends SqsSendingContract {
        @Override
        protected SqsHarness open() {
            return new SqsOverHttpTest.OverHttp(ManualServer.enforced());
        }
    }

    @Nested
    class Receiving extends SqsReceivingContract {
        @Override
        protected SqsHarness open() {
            return new SqsOverHttpTest.OverHttp(ManualServer.enforced());
        }
    }

    @Nested
    class Putting extends KinesisPuttingContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.enforced();
        }
    }

    /** AWS's asynchronous client over HTTP/2. */
    @Nested
    class FanOut extends KinesisFanOutContract {
        @Override
        protected KinesisHarness open() {
            return KinesisOverHttp.enforced();
        }
    }
}
