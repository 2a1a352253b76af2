package dev.forebay.iam;

import dev.forebay.access.ConditionKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.iam.model.Tag;

/** The condition keys of a request of IAM. */
record IamKeys(SdkRequest request, Optional<Holder> holder, Optional<Tagged> tagged) {
    private static final String POLICY = "iam:PolicyARN";
    private static final String BOUNDARY = "iam:PermissionsBoundary";

    /** Beside {@code aws:ResourceTag}, which says the same. */
    static final String RESOURCE_TAG = "iam:ResourceTag/";

    private static final Set<String> MAKE_WITH_TAGS = Set.of("CreateUser", "CreateRole", "CreatePolicy", "CreateOpenIDConnectProvider",
            "CreateInstanceProfile", "CreateSAMLProvider", "CreateVirtualMFADevice", "UploadServerCertificate");

    /** Those that may come with an operation. */
    static List<String> told(IamSubject subject, String operation) {
        Stream<String> ofResource = switch (subject) {
            case USER, RENAMED_USER, OWN_USER, OWN_KEYS_USER, ROLE -> Stream.of(BOUNDARY, ConditionKeys.RESOURCE_TAG, RESOURCE_TAG);
            case POLICY, PROVIDER -> Stream.of(ConditionKeys.RESOURCE_TAG, RESOURCE_TAG);
            default -> Stream.of();
        };
        return Stream.concat(ofResource, ofRequest(operation)).toList();
    }

    private static Stream<String> ofRequest(String operation) {
        if (operation.startsWith("Attach") || operation.startsWith("Detach")) {
            return Stream.of(POLICY);
        } else if (operation.startsWith("Tag") || MAKE_WITH_TAGS.contains(operation)) {
            return Stream.of(ConditionKeys.REQUEST_TAG, ConditionKeys.TAG_KEYS);
        }
        return operation.startsWith("Untag") ? Stream.of(ConditionKeys.TAG_KEYS) : Stream.of();
    }

    Map<String, List<String>> all() {
        ConditionKeys keys = ConditionKeys.none();
        holder.flatMap(_ -> text("PolicyArn")).ifPresent(arn -> keys.with(POLICY, arn));
        text("PermissionsBoundary").or(() -> holder.map(found -> found.grants().boundary()).filter(arn -> !arn.isEmpty()))
                .ifPresent(arn -> keys.with(BOUNDARY, arn));
        tagged.ifPresent(resource -> resource.tags().all().forEach((key, value) ->
                keys.with(ConditionKeys.RESOURCE_TAG + key, value).with(RESOURCE_TAG + key, value)));
        List<Tag> tags = list("Tags").stream().filter(Tag.class::isInstance).map(Tag.class::cast).filter(tag -> tag.key() != null).toList();
        tags.forEach(tag -> keys.with(ConditionKeys.REQUEST_TAG + tag.key(), tag.value() == null ? "" : tag.value()));
        keys.with(ConditionKeys.TAG_KEYS, Stream.concat(tags.stream().map(Tag::key), list("TagKeys").stream().map(String::valueOf)).toList());
        return keys.map();
    }

    private Optional<String> text(String member) {
        return request.getValueForField(member, String.class);
    }

    private List<?> list(String member) {
        return request.getValueForField(member, List.class).map(found -> (List<?>) found).orElse(List.of());
    }
}
