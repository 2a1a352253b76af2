package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.model.KmsDisabledException;
import software.amazon.awssdk.services.sns.model.KmsInvalidStateException;

/** Topics whose notifications are encrypted. */
public abstract class SnsEncryptionContract extends SnsContract {
    private static final Duration REUSE = Duration.ofMinutes(5);

    @Test
    void whatIsPublishedReachesItsSubscribers() {
        String topic = topic("news", "KmsMasterKeyId", newKey());
        String queue = subscribedRaw(topic);
        publish(topic, "m");
        settle();

        assertThat(bodies(queue)).containsExactly("m");
    }

    @Test
    void aFifoTopicDeliversInOrderAndOnce() {
        String topic = fifoTopic("news", "KmsMasterKeyId", newKey(), "ContentBasedDeduplication", "true");
        String queue = subscribedRaw(topic);
        for (String text : new String[] {"1", "2", "1", "3"}) {
            sns.publish(r -> r.topicArn(topic).message(text).messageGroupId("g"));
        }
        settle();

        assertThat(bodies(queue)).containsExactly("1", "2", "3");
    }

    @Test
    void encryptingMakesNoRepetitionAnotherNotification() {
        String topic = fifoTopic("news", "ContentBasedDeduplication", "true");
        String queue = subscribedRaw(topic);
        sns.publish(r -> r.topicArn(topic).message("m").messageGroupId("g"));
        setTopic(topic, "KmsMasterKeyId", newKey());
        sns.publish(r -> r.topicArn(topic).message("m").messageGroupId("g"));
        settle();

        assertThat(bodies(queue)).containsExactly("m");
    }

    @Test
    void aDisabledKeyRefusesOnceItsDataKeyIsOver() {
        String key = newKey();
        String topic = topic("news", "KmsMasterKeyId", key);
        String queue = subscribedRaw(topic);
        publish(topic, "before");
        kms().disableKey(r -> r.keyId(key));
        publish(topic, "under the cached data key");
        pass(REUSE);
        assertThat(refused(() -> publish(topic, "after"))).isInstanceOf(KmsDisabledException.class);

        kms().enableKey(r -> r.keyId(key));
        publish(topic, "later");
        settle();
        assertThat(bodies(queue)).containsExactlyInAnyOrder("before", "under the cached data key", "later");
    }

    @Test
    void aKeyThatWillBeDeletedSealsNothing() {
        String key = newKey();
        String topic = topic("news", "KmsMasterKeyId", key);
        subscribedRaw(topic);
        kms().scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));

        assertThat(refused(() -> publish(topic, "m"))).isInstanceOf(KmsInvalidStateException.class);
    }

    @Test
    void anArchiveIsReplayedWhateverTheKeyIsNow() {
        String topic = fifoTopic("news", "KmsMasterKeyId", newKey(), "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");
        publishTo(topic, "1");
        setTopic(topic, "KmsMasterKeyId", newKey());
        publishTo(topic, "2");
        setTopic(topic, "KmsMasterKeyId", "");
        publishTo(topic, "3");
        pass(Duration.ofMinutes(10));
        String queue = subscribedRaw(topic, "ReplayPolicy", "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2000-01-01T00:00:00.000Z\"}");
        settle();

        assertThat(bodies(queue)).containsExactly("1", "2", "3");
    }

    private void publishTo(String topic, String message) {
        sns.publish(r -> r.topicArn(topic).message(message).messageGroupId("g").messageDeduplicationId(message));
    }


    private KmsClient kms() {
        return harness().kms(ALICE);
    }

    private String newKey() {
        return kms().createKey(r -> r.description("of a test")).keyMetadata().arn();
    }
}
