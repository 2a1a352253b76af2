package dev.forebay.cloudtrail;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What sort of event an operation makes, by tables: nothing is told from a prefix alone, for AWS's Decrypt reads and its
 * GenerateCredentialReport writes.
 *
 * @param isData   works on what is in a resource, such as messages: recorded only when asked for, and not in the history
 * @param readOnly changes nothing
 */
record OperationKind(boolean isData, boolean readOnly) {

    /** AWS: reads of queues are data events, for clients ask before each send. */
    private static final Map<String, Set<String>> DATA = Map.of(
            "sqs", words("SendMessage SendMessageBatch ReceiveMessage DeleteMessage DeleteMessageBatch ChangeMessageVisibility"
                    + " ChangeMessageVisibilityBatch GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListQueueTags ListQueues"),
            "sns", words("Publish PublishBatch"),
            "kinesis", words("PutRecord PutRecords GetRecords GetShardIterator SubscribeToShard"),
            "dynamodb", words("BatchExecuteStatement BatchGetItem BatchWriteItem DeleteItem ExecuteStatement ExecuteTransaction GetItem PutItem"
                    + " Query Scan TransactGetItems TransactWriteItems UpdateItem"),
            "monitoring", words("PutMetricData GetMetricData GetMetricStatistics GetMetricWidgetImage ListMetrics"));

    /** Reads whose names do not begin with Get, List, Describe, Lookup or Simulate. AWS: so KMS's cryptographic operations are. */
    private static final Map<String, Set<String>> MORE_READS = Map.of(
            "sqs", words("ReceiveMessage"),
            "sns", words("CheckIfPhoneNumberIsOptedOut"),
            "kinesis", words("SubscribeToShard"),
            "dynamodb", words("BatchGetItem Query Scan TransactGetItems"),
            "sts", words("AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity DecodeAuthorizationMessage"),
            "kms", words("Decrypt DeriveSharedSecret Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext"
                    + " GenerateDataKeyWithoutPlaintext GenerateMac GenerateRandom ReEncrypt Sign Verify VerifyMac"));

    private static final Set<String> READING = words("Get List Describe Lookup Simulate");

    static OperationKind of(String service, String operation) {
        return new OperationKind(isData(service, operation),
                in(MORE_READS, service, operation) || READING.stream().anyMatch(operation::startsWith));
    }

    /** The same, only: asked for every call. */
    static boolean isData(String service, String operation) {
        return in(DATA, service, operation);
    }

    private static boolean in(Map<String, Set<String>> table, String service, String operation) {
        return table.getOrDefault(service, Set.of()).contains(operation);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).collect(Collectors.collectingAndThen(Collectors.toSet(), Set::copyOf));
    }

    /** Every operation that a table names. */
    static Stream<String> tabled(String service) {
        return Stream.concat(DATA.getOrDefault(service, Set.of()).stream(), MORE_READS.getOrDefault(service, Set.of()).stream());
    }
}
