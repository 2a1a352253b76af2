package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.Keys;
import dev.forebay.store.Batch;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import dev.forebay.store.Store.Urgency;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;

/** Policies that earlier builds took although a member stands twice in them: the start tells whose they are. */
class TwinPoliciesTest {
    /** The second key is made another first one on the disk. */
    private static final String CONDITION = "\"Condition\":{\"StringLike\":{\"aws:SourceArn\":\"*\",\"aws:SourceArm\":\"*\"}}";

    private static final String IAM = "arn:aws:iam::000000000000:";

    @TempDir
    private Path data;

    private String key;

    @Test
    void theStartNamesStoredPoliciesInWhichAMemberStandsTwice() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.onDisk(data))) {
            forebay.sqs().createQueue(r -> r.queueName("odd").attributesWithStrings(Map.of("Policy", policy("sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:odd"))));
            forebay.sqs().createQueue(r -> r.queueName("even"));
            String topic = forebay.sns().createTopic(r -> r.name("odd")).topicArn();
            forebay.sns().setTopicAttributes(r -> r.topicArn(topic).attributeName("Policy").attributeValue(policy("sns:Publish", topic)));
            key = forebay.kms().createKey(r -> r.bypassPolicyLockoutSafetyCheck(true).policy(policy("kms:*", "*"))).keyMetadata().arn();
            identities(forebay.iam());
        }
        assertThat(madeTwins()).isEqualTo(6);

        try (ServerProcess server = new ServerProcess("start", "--port=0", "--data-dir=" + data)) {
            server.endpoint();
            server.terminate();
            server.exitCode();
            assertThat(server.errors()).contains(Stream.of("arn:aws:sqs:us-east-1:000000000000:odd", "arn:aws:sns:us-east-1:000000000000:odd", key,
                    IAM + "user/odd policy own", IAM + "role/odd trust policy", IAM + "policy/odd v1").map(odd -> odd + " (aws:SourceArn stands twice)").toList())
                    .doesNotContain(":even");
        }
    }

    private static void identities(IamClient iam) {
        String document = policy("sqs:SendMessage", "*").replace("\"Principal\":\"*\",", "");
        iam.createUser(r -> r.userName("odd"));
        iam.putUserPolicy(r -> r.userName("odd").policyName("own").policyDocument(document));
        iam.createPolicy(r -> r.policyName("odd").policyDocument(document));
        iam.createRole(r -> r.roleName("odd").assumeRolePolicyDocument(
                policy("sts:AssumeRole", "*").replace("\"Principal\":\"*\"", "\"Principal\":{\"AWS\":\"*\"}").replace("\"Resource\":\"*\",", "")));
    }

    private static String policy(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource
                + "\"," + CONDITION + "}]}";
    }

    /** Returns in how many rows. */
    private int madeTwins() {
        Batch batch = new Batch();
        int rows = 0;
        try (Store store = Stores.open(ForebayConfig.onDisk(data).storage(), failed -> { })) {
            for (int partition = 0; partition < 64; partition++) {
                rows += makeTwins(store, batch, partition, 0x10, 0x40); // SQS and SNS
                rows += makeTwins(store, batch, partition, 0x80, 0xa0); // IAM and KMS
            }
            store.await(store.submit(batch, Urgency.NOW));
        }
        return rows;
    }

    private static int makeTwins(Store store, Batch batch, int partition, int from, int to) {
        int rows = 0;
        try (Scan scan = store.scan(Keys.of(partition, (byte) from), Keys.of(partition, (byte) to))) {
            while (scan.next()) {
                String row = new String(scan.value(), StandardCharsets.ISO_8859_1);
                if (row.contains("aws:SourceArm")) {
                    batch.put(scan.key(), row.replace("aws:SourceArm", "aws:SourceArn").getBytes(StandardCharsets.ISO_8859_1));
                    rows++;
                }
            }
        }
        return rows;
    }
}
