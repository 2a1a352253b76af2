package dev.forebay.sqs;

import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * After how many receives a message goes to which dead-letter queue.
 *
 * @param maxReceiveCount 1 to 1,000
 */
record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {
    private static final int MAX_RECEIVE_COUNT = 1_000;

    static RedrivePolicy parse(String json) {
        JsonNode node = Json.object(json, "RedrivePolicy");
        String target = Json.text(node, "deadLetterTargetArn")
                .orElseThrow(() -> invalid(json, "Redrive policy does not contain mandatory attribute: deadLetterTargetArn."));
        String count = Json.text(node, "maxReceiveCount")
                .orElseThrow(() -> invalid(json, "Redrive policy does not contain mandatory attribute: maxReceiveCount."));
        if (QueueId.fromArn(target).isEmpty()) {
            throw invalid(json, "Invalid value for deadLetterTargetArn.");
        }
        return new RedrivePolicy(target, count(json, count));
    }

    private static int count(String json, String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= MAX_RECEIVE_COUNT) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid(json, "Invalid value for maxReceiveCount: " + text + ", valid values are from 1 to 1000 both inclusive.");
        }
        throw invalid(json, "Invalid value for maxReceiveCount: " + text + ", valid values are from 1 to 1000 both inclusive.");
    }

    private static RuntimeException invalid(String json, String reason) {
        return SqsErrors.invalidParameter(json, "RedrivePolicy", reason);
    }

    String toJson() {
        return "{\"deadLetterTargetArn\":" + Json.quoted(deadLetterTargetArn) + ",\"maxReceiveCount\":" + maxReceiveCount + "}";
    }
}
