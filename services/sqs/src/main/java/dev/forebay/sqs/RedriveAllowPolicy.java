package dev.forebay.sqs;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Which queues may use this one as their dead-letter queue. */
record RedriveAllowPolicy(String permission, List<String> sourceQueueArns) {
    private static final int MAX_SOURCES = 10;
    private static final List<String> PERMISSIONS = List.of("allowAll", "denyAll", "byQueue");

    static RedriveAllowPolicy parse(String json) {
        JsonNode node = Json.object(json, "RedriveAllowPolicy");
        String permission = Json.text(node, "redrivePermission")
                .filter(PERMISSIONS::contains)
                .orElseThrow(() -> invalid(json, "Amazon SQS can't create the redrive allow policy, as it's in an unsupported format."));
        List<String> sources = Json.texts(node, "sourceQueueArns");
        boolean byQueue = permission.equals("byQueue");
        if (byQueue && sources.isEmpty()) {
            throw invalid(json, "The source queue ARNs are required with the byQueue permission.");
        }
        if (!byQueue && !sources.isEmpty()) {
            throw invalid(json, "The source queue ARNs can only be given with the byQueue permission.");
        }
        if (sources.size() > MAX_SOURCES || sources.stream().anyMatch(arn -> QueueId.fromArn(arn).isEmpty())) {
            throw invalid(json, "There can be up to 10 source queue ARNs, and each must name a queue.");
        }
        return new RedriveAllowPolicy(permission, sources);
    }

    private static RuntimeException invalid(String json, String reason) {
        return SqsErrors.invalidParameter(json, "RedriveAllowPolicy", reason);
    }

    boolean allows(String sourceArn) {
        return switch (permission) {
            case "allowAll" -> true;
            case "byQueue" -> sourceQueueArns.contains(sourceArn);
            default -> false;
        };
    }

    String toJson() {
        String sources = sourceQueueArns.isEmpty()
                ? ""
                : ",\"sourceQueueArns\":" + sourceQueueArns.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]"));
        return "{\"redrivePermission\":" + Json.quoted(permission) + sources + "}";
    }
}
