package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.CloudWatchContract;
import dev.forebay.testkit.CloudWatchHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** The contract suite through a socket: AWS's own client, the gateway and the wire before CloudWatch, at a time the test owns. */
class CloudWatchOverHttpTest extends CloudWatchContract {

    @Override
    protected CloudWatchHarness open() {
        return new OverHttp();
    }

    /** A server of its own, whose time stands still until it is told to pass. */
    private static final class OverHttp implements CloudWatchHarness {
        private final ManualServer server = new ManualServer();
        private final Map<Caller, CloudWatchClient> clients = new ConcurrentHashMap<>();

        @Override
        public CloudWatchClient client(Caller caller) {
            return clients.computeIfAbsent(caller, known -> server.connect(CloudWatchClient.builder(), known));
        }

        @Override
        public Instant now() {
            return server.now();
        }

        @Override
        public void pass(Duration time) {
            server.pass(time);
        }

        @Override
        public void close() {
            clients.values().forEach(CloudWatchClient::close);
            server.close();
        }
    }
}
