package dev.forebay.wire;

import java.util.Map;
import java.util.Optional;

/**
 * What AWS's present model of a service no longer tells, or tells nowhere, written by hand.
 *
 * @param namespace      of XML answers; empty leaves it to the model
 * @param errorNamespace what precedes the names of modelled errors in JSON
 * @param queryNames     query spelling by member, or by {@code Shape.Member} where it differs
 * @param codes          query codes of errors by their names
 * @param statuses       HTTP statuses of errors by their names
 * @param plainValidation whether the service says "The request must contain the parameter X." and checks the rest
 *                       itself, as SQS does; otherwise AWS's common validator speaks
 * @param pathMember     the member whose value the URL of a Query request gives, when the parameters do not
 * @param errorDetail    whether errors in XML have an element Detail, which is always empty
 * @param checksums      whether each answer in JSON carries the CRC32 of its body
 */
record Overlay(
        String namespace,
        String errorNamespace,
        Map<String, QueryName> queryNames,
        Map<String, String> codes,
        Map<String, Integer> statuses,
        boolean plainValidation,
        Optional<String> pathMember,
        boolean errorDetail,
        boolean checksums) {

    private static final Overlay NONE = new Overlay("", "", Map.of(), Map.of(), Map.of(), false, Optional.empty(), false, false);

    /** AWS: the SDKs for Java refuse an answer of DynamoDB whose checksum is wrong. */
    private static final Overlay DYNAMODB =
            new Overlay("", "com.amazonaws.dynamodb.v20120810#", Map.of(), Map.of(), Map.of(), false, Optional.empty(), false, true);

    static Overlay of(String service) {
        return switch (service) {
            case "sqs" -> SqsOverlay.OVERLAY;
            case "dynamodb" -> DYNAMODB;
            default -> NONE;
        };
    }

    Optional<QueryName> queryName(String shape, String member) {
        return Optional.ofNullable(queryNames.getOrDefault(shape + "." + member, queryNames.get(member)));
    }
}
