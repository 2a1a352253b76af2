package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.OverLimitException;

/** Tags and permissions. */
public abstract class SqsTagsContract extends SqsContract {

    @Test
    void aQueueHasTheTagsItWasGiven() {
        String name = newName("orders");
        String url = sqs.createQueue(r -> r.queueName(name).tags(Map.of("team", "blue", "empty", ""))).queueUrl();
        sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("team", "red", "stage", "test")));
        assertThat(tags(url)).containsExactlyInAnyOrderEntriesOf(Map.of("team", "red", "stage", "test", "empty", ""));
        sqs.untagQueue(r -> r.queueUrl(url).tagKeys("team", "unknown"));

        assertThat(tags(url)).containsExactlyInAnyOrderEntriesOf(Map.of("stage", "test", "empty", ""));
    }

    @Test
    void aQueueHasFiftyTagsAtMost() {
        String url = queue("orders");
        Map<String, String> fifty = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            fifty.put("k" + i, "v");
        }
        sqs.tagQueue(r -> r.queueUrl(url).tags(fifty));

        refusalOf(() -> sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("one more", "v")))).is("InvalidParameterValue");
        sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("k0", "changed")));
        assertThat(tags(url)).hasSize(50).containsEntry("k0", "changed");
    }

    @Test
    void tagsHaveLimits() {
        String url = queue("orders");
        sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("k".repeat(128), "v".repeat(256))));

        refusalOf(() -> sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("k".repeat(129), "v")))).is("InvalidParameterValue");
        refusalOf(() -> sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("k", "v".repeat(257))))).is("InvalidParameterValue");
        refusalOf(() -> sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("aws:k", "v")))).is("InvalidParameterValue");
        refusalOf(() -> sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("", "v")))).is("InvalidParameterValue");
    }

    @Test
    void tagsAreOfQueuesThatExist() {
        String none = queue("orders").replace("orders-", "none-");

        refusalOf(() -> tags(none)).is("QueueDoesNotExist");
        refusalOf(() -> sqs.tagQueue(r -> r.queueUrl(none).tags(Map.of("k", "v")))).is("QueueDoesNotExist");
        refusalOf(() -> sqs.untagQueue(r -> r.queueUrl(none).tagKeys("k"))).is("QueueDoesNotExist");
    }

    @Test
    void aPermissionIsAStatementOfThePolicy() {
        String url = queue("orders");
        permit(url, "friends", List.of("222222222222"), List.of("SendMessage"));
        assertThat(attributes(url).get("Policy"))
                .contains("\"Sid\":\"friends\"", "\"Effect\":\"Allow\"", "arn:aws:iam::222222222222:root", "SQS:SendMessage", arn(url));
        permit(url, "family", List.of("222222222222", "333333333333"), List.of("*"));
        assertThat(attributes(url).get("Policy")).contains("friends", "family", "333333333333");
        sqs.removePermission(r -> r.queueUrl(url).label("friends"));
        assertThat(attributes(url).get("Policy")).contains("family").doesNotContain("friends");
        sqs.removePermission(r -> r.queueUrl(url).label("family"));

        assertThat(attributes(url)).doesNotContainKey("Policy");
    }

    @Test
    void permissionsAreChecked() {
        String url = queue("orders");
        permit(url, "label", List.of("222222222222"), List.of("SendMessage"));
        List<String> eight = List.of("SendMessage", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility",
                "GetQueueAttributes", "GetQueueUrl", "ListDeadLetterSourceQueues", "PurgeQueue");

        refusalOf(() -> permit(url, "label", List.of("222222222222"), List.of("SendMessage")))
                .is("InvalidParameterValue").says("Already exists");
        refusalOf(() -> permit(url, "a label", List.of("222222222222"), List.of("SendMessage"))).is("InvalidParameterValue");
        refusalOf(() -> permit(url, "bad", List.of("friend"), List.of("SendMessage"))).is("InvalidParameterValue");
        refusalOf(() -> permit(url, "bad", List.of("222222222222"), List.of("Nonsense"))).is("InvalidParameterValue");
        refusalOf(() -> permit(url, "bad", List.of("222222222222"), List.of("DeleteQueue")))
                .is("InvalidParameterValue").says("Only the queue owner is allowed to invoke this action.");
        refusalOf(() -> permit(url, "bad", List.of("222222222222"), eight))
                .is(OverLimitException.class, "OverLimit").says("8 Actions were found, maximum allowed is 7.");
        refusalOf(() -> sqs.removePermission(r -> r.queueUrl(url).label("none")))
                .is("InvalidParameterValue").says("can't find label");
    }

    @Test
    void aPolicyIsKeptAsItWasGiven() {
        String policy = "{ \"Version\": \"2012-10-17\", \"Statement\": [ { \"Sid\": \"s\", \"Effect\": \"Deny\","
                + " \"Principal\": \"*\", \"Action\": \"sqs:*\", \"Resource\": \"*\", \"Condition\": { \"Bool\": { \"aws:SecureTransport\": false } } } ] }";
        String url = queue("orders", "Policy", policy);

        assertThat(attributes(url)).containsEntry("Policy", policy);
        permit(url, "more", List.of("222222222222"), List.of("SendMessage"));
        assertThat(attributes(url).get("Policy")).contains("\"Sid\":\"s\"", "\"aws:SecureTransport\":false", "\"Sid\":\"more\"");
        set(url, "Policy", "");
        assertThat(attributes(url)).doesNotContainKey("Policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[]", "{}", "{\"Statement\":\"s\"}", "{\"Statement\":[{\"Effect\":\"Maybe\"}]}"})
    void aPolicyThatIsNoneIsRefused(String policy) {
        String url = queue("orders");

        refusalOf(() -> set(url, "Policy", policy)).is(InvalidAttributeValueException.class, "InvalidAttributeValue");
    }

    private Map<String, String> tags(String url) {
        return sqs.listQueueTags(r -> r.queueUrl(url)).tags();
    }

    private void permit(String url, String label, List<String> accounts, List<String> actions) {
        sqs.addPermission(r -> r.queueUrl(url).label(label).awsAccountIds(accounts).actions(actions));
    }
}
