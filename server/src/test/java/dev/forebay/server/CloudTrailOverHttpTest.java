package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.CloudTrailContract;
import dev.forebay.testkit.CloudTrailHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** The contract suite through a socket: calls that AWS's own clients make, and look up. */
class CloudTrailOverHttpTest extends CloudTrailContract {

    @Override
    protected CloudTrailHarness open() {
        return new OverHttp();
    }

    /** A server of its own, whose time stands still until it is told to pass. */
    private static final class OverHttp implements CloudTrailHarness {
        private final ManualServer server = new ManualServer();
        private final Map<Caller, CloudTrailClient> clients = new ConcurrentHashMap<>();
        private final Map<Caller, SnsClient> topics = new ConcurrentHashMap<>();

        @Override
        public CloudTrailClient client(Caller caller) {
            return clients.computeIfAbsent(caller, known -> server.connect(CloudTrailClient.builder(), known));
        }

        private SnsClient sns(Caller caller) {
            return topics.computeIfAbsent(caller, known -> server.connect(SnsClient.builder(), known));
        }

        @Override
        public void createTopic(Caller caller, String name) {
            sns(caller).createTopic(r -> r.name(name));
        }

        @Override
        public void listTopics(Caller caller) {
            sns(caller).listTopics();
        }

        @Override
        public void missTopic(Caller caller, String name) {
            try {
                sns(caller).getTopicAttributes(r -> r.topicArn(arn(caller, name)));
                throw new AssertionError("there is such a topic");
            } catch (NotFoundException expected) {
                return;
            }
        }

        @Override
        public void publish(Caller caller, String topic, String message) {
            sns(caller).publish(r -> r.topicArn(arn(caller, topic)).message(message));
        }

        private static String arn(Caller caller, String topic) {
            return "arn:aws:sns:" + caller.region() + ":" + caller.account() + ":" + topic;
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
            clients.values().forEach(CloudTrailClient::close);
            topics.values().forEach(SnsClient::close);
            server.close();
        }
    }
}
