package dev.forebay.wire;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * SQS as its Query clients know it. AWS's model describes the JSON protocol only since 2023; these are the facts of the
 * last model before, which botocore up to 1.29 and other clients of that age speak.
 */
final class SqsOverlay {

    private static final String PREFIX = "AWS.SimpleQueueService.";

    static final Overlay OVERLAY = new Overlay(
            "http://queue.amazonaws.com/doc/2012-11-05/", "com.amazonaws.sqs#", queryNames(), codes(), statuses(), true,
            Optional.of("QueueUrl"), true, false);

    private SqsOverlay() {}

    private static Map<String, QueryName> queryNames() {
        Map<String, QueryName> names = new HashMap<>();
        list(names, "AWSAccountIds", "AWSAccountId");
        list(names, "Actions", "ActionName");
        list(names, "AttributeNames", "AttributeName");
        list(names, "MessageAttributeNames", "MessageAttributeName");
        list(names, "MessageSystemAttributeNames", "MessageSystemAttributeName");
        list(names, "TagKeys", "TagKey");
        list(names, "StringListValues", "StringListValue");
        list(names, "BinaryListValues", "BinaryListValue");
        list(names, "QueueUrls", "QueueUrl");
        list(names, "queueUrls", "QueueUrl");
        list(names, "Messages", "Message");
        list(names, "Results", "ListMessageMoveTasksResultEntry");
        for (String batch : new String[] {"SendMessage", "DeleteMessage", "ChangeMessageVisibility"}) {
            list(names, batch + "BatchRequest.Entries", batch + "BatchRequestEntry");
            list(names, batch + "BatchResponse.Successful", batch + "BatchResultEntry");
        }
        list(names, "Failed", "BatchResultErrorEntry");
        map(names, "Attributes", "Attribute", "Name");
        map(names, "MessageAttributes", "MessageAttribute", "Name");
        map(names, "MessageSystemAttributes", "MessageSystemAttribute", "Name");
        map(names, "Tags", "Tag", "Key");
        map(names, "tags", "Tag", "Key");
        return Map.copyOf(names);
    }

    private static void list(Map<String, QueryName> names, String member, String name) {
        names.put(member, new QueryName(name, true, "member", "key", "value"));
    }

    private static void map(Map<String, QueryName> names, String member, String name, String key) {
        names.put(member, new QueryName(name, true, "entry", key, "Value"));
    }

    private static Map<String, String> codes() {
        return Map.ofEntries(
                entry("BatchEntryIdsNotDistinct", PREFIX + "BatchEntryIdsNotDistinct"),
                entry("BatchRequestTooLong", PREFIX + "BatchRequestTooLong"),
                entry("EmptyBatchRequest", PREFIX + "EmptyBatchRequest"),
                entry("InvalidBatchEntryId", PREFIX + "InvalidBatchEntryId"),
                entry("MessageNotInflight", PREFIX + "MessageNotInflight"),
                entry("PurgeQueueInProgress", PREFIX + "PurgeQueueInProgress"),
                entry("QueueDeletedRecently", PREFIX + "QueueDeletedRecently"),
                entry("QueueDoesNotExist", PREFIX + "NonExistentQueue"),
                entry("QueueNameExists", "QueueAlreadyExists"),
                entry("TooManyEntriesInBatchRequest", PREFIX + "TooManyEntriesInBatchRequest"),
                entry("UnsupportedOperation", PREFIX + "UnsupportedOperation"),
                entry("KmsAccessDenied", "KMS.AccessDeniedException"),
                entry("KmsDisabled", "KMS.DisabledException"),
                entry("KmsInvalidKeyUsage", "KMS.InvalidKeyUsageException"),
                entry("KmsInvalidState", "KMS.InvalidStateException"),
                entry("KmsNotFound", "KMS.NotFoundException"),
                entry("KmsOptInRequired", "KMS.OptInRequired"),
                entry("KmsThrottled", "KMS.ThrottlingException"));
    }

    private static Map<String, Integer> statuses() {
        return Map.of(
                "InvalidAddress", 404,
                "InvalidSecurity", 403,
                "KmsOptInRequired", 403,
                "OverLimit", 403,
                "PurgeQueueInProgress", 403,
                "ReceiptHandleIsInvalid", 404,
                "RequestThrottled", 403,
                "ResourceNotFoundException", 404);
    }
}
