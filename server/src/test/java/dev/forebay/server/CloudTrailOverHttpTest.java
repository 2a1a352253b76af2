package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.CloudTrailContract;
import dev.forebay.testkit.CloudTrailHarness;
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
    private static final class OverHttp extends HarnessOverHttp implements CloudTrailHarness {

        @Override
        public CloudTrailClient client(Caller caller) {
            return client(CloudTrailClient.class, CloudTrailClient.builder(), caller);
        }

        private SnsClient sns(Caller caller) {
            return client(SnsClient.class, SnsClient.builder(), caller);
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
    }
}
