package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.KinesisFanOutContract;
import dev.forebay.testkit.KinesisHarness;
import dev.forebay.testkit.KinesisPuttingContract;
import dev.forebay.testkit.SqsHarness;
import dev.forebay.testkit.SqsReceivingContract;
import dev.forebay.testkit.SqsSendingContract;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Contract suites against a gateway that verifies signatures and asks for permissions: nothing that was right is refused. */
class EnforcedContractTest {

    private static final class Sqs implements SqsHarness {
        private final ManualServer server = ManualServer.enforced();
        private final Map<Caller, SqsClient> clients = new ConcurrentHashMap<>();

        @Override
        public SqsClient client(Caller caller) {
            return clients.computeIfAbsent(caller, known -> server.connect(SqsClient.builder(), known));
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
    class Sending extends SqsSendingContract {
        @Override
        protected SqsHarness open() {
            return new Sqs();
        }
    }

    @Nested
    class Receiving extends SqsReceivingContract {
        @Override
        protected SqsHarness open() {
            return new Sqs();
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
