package dev.forebay.sqs;

import dev.forebay.identity.Arn;
import dev.forebay.identity.Json;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * After how many receives a message goes to which dead-letter queue.
 *
 * @param maxReceiveCount 1 to 1,000
 */
record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {
    private static final String TARGET = "deadLetterTargetArn";
    private static final String COUNT = "maxReceiveCount";
    private static final int MAX_RECEIVE_COUNT = 1_000;

    static RedrivePolicy parse(String json) {
        Json.Members policy = Json.object(json)
                .orElseThrow(() -> SqsErrors.invalidAttributeValue("RedrivePolicy", "Redrive policy is not a valid JSON map."));
        int count = count(json, mandatory(json, policy, COUNT));
        String target = target(json, mandatory(json, policy, TARGET));
        if (!Set.of(COUNT, TARGET).containsAll(policy.all().keySet())) {
            throw invalid(json, "Only following attributes are supported: [maxReceiveCount, deadLetterTargetArn].");
        }
        return new RedrivePolicy(target, count);
    }

    private static String mandatory(String json, Json.Members policy, String name) {
        return policy.text(name)
                .orElseThrow(() -> invalid(json, "Redrive policy does not contain mandatory attribute: " + name + "."));
    }

    /** AWS: a number in quotes is a number, too. */
    private static int count(String json, String text) {
        int count = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (count < 1 || count > MAX_RECEIVE_COUNT) {
            throw invalid(json, "Invalid value for maxReceiveCount: " + text + ", valid values are from 1 to 1000 both inclusive.");
        }
        return count;
    }

    private static String target(String json, String text) {
        if (Arn.parse(text).filter(arn -> !arn.service().equals("sqs")).isPresent()) {
            throw invalid(json, "Only SQS queues are valid resources for deadLetterTargetArn.");
        }
        if (QueueId.fromArn(text).isEmpty()) {
            throw invalid(json, "Invalid value for deadLetterTargetArn.");
        }
        return text;
    }

    private static AwsServiceException invalid(String json, String reason) {
        return SqsErrors.invalidParameter(json, "RedrivePolicy", reason);
    }

    String toJson() {
        return "{\"deadLetterTargetArn\":" + Json.quoted(deadLetterTargetArn) + ",\"maxReceiveCount\":" + maxReceiveCount + "}";
    }
}
