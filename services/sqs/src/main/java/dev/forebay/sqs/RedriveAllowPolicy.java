package dev.forebay.sqs;

import dev.forebay.identity.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Which queues may use this one as their dead-letter queue.
 *
 * @param permission      {@code allowAll}, {@code denyAll} or {@code byQueue}
 * @param sourceQueueArns 1 to 10 with {@code byQueue}, otherwise none
 */
record RedriveAllowPolicy(String permission, List<String> sourceQueueArns) {
    private static final String PERMISSION = "redrivePermission";
    private static final String SOURCES = "sourceQueueArns";
    private static final String BY_QUEUE = "byQueue";
    private static final Set<String> PERMISSIONS = Set.of("allowAll", "denyAll", BY_QUEUE);
    private static final int MAX_SOURCES = 10;

    static RedriveAllowPolicy parse(String json) {
        Json.Members policy = Json.object(json).orElseThrow(RedriveAllowPolicy::unsupported);
        if (!Set.of(PERMISSION, SOURCES).containsAll(policy.all().keySet())) {
            throw unsupported();
        }
        String permission = policy.member(PERMISSION)
                .flatMap(RedriveAllowPolicy::text)
                .filter(PERMISSIONS::contains)
                .orElseThrow(RedriveAllowPolicy::unsupported);
        List<String> sources = policy.member(SOURCES).map(RedriveAllowPolicy::sources).orElse(List.of());
        checkSources(json, permission.equals(BY_QUEUE), policy.member(SOURCES).isPresent(), sources.size());
        return new RedriveAllowPolicy(permission, sources);
    }

    private static Optional<String> text(Json json) {
        return json instanceof Json.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    private static List<String> sources(Json sources) {
        if (!(sources instanceof Json.Items list)) {
            throw unsupported();
        }
        return list.all().stream()
                .map(arn -> text(arn).filter(known -> QueueId.fromArn(known).isPresent()).orElseThrow(RedriveAllowPolicy::unsupported))
                .toList();
    }

    private static void checkSources(String json, boolean byQueue, boolean given, int count) {
        if (!byQueue && given) {
            throw invalid(json, "To specify one or more source queue ARNs, you must set redrivePermission to byQueue.");
        }
        if (byQueue && count == 0) {
            throw invalid(json, "When you specify the byQueue permission type, you must also specify one or more sourceQueueArns values.");
        }
        if (count > MAX_SOURCES) {
            throw invalid(json, "The maximum number of source queue ARNs you can specify is 10.");
        }
    }

    private static AwsServiceException invalid(String json, String reason) {
        return SqsErrors.invalidParameter(json, "RedriveAllowPolicy", "Amazon SQS can't create the redrive allow policy. " + reason);
    }

    /** AWS: the second apostrophe is a typographic one. */
    private static AwsServiceException unsupported() {
        return SqsErrors.invalidAttributeValue(
                "RedriveAllowPolicy", "Amazon SQS can't create the redrive allow policy, as it\u2019s in an unsupported format.");
    }

    boolean allows(String sourceArn) {
        return switch (permission) {
            case "allowAll" -> true;
            case BY_QUEUE -> sourceQueueArns.contains(sourceArn);
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
