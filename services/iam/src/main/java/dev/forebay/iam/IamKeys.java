package dev.forebay.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.iam.model.Tag;

/** The condition keys of a request of IAM. */
record IamKeys(SdkRequest request, Optional<Holder> holder, Optional<Tagged> tagged) {

    Map<String, List<String>> all() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        if (holder.isPresent()) {
            text("PolicyArn").ifPresent(arn -> keys.put("iam:PolicyARN", List.of(arn)));
        }
        text("PermissionsBoundary").or(() -> holder.map(found -> found.grants().boundary()).filter(arn -> !arn.isEmpty()))
                .ifPresent(arn -> keys.put("iam:PermissionsBoundary", List.of(arn)));
        tagged.ifPresent(resource -> resource.tags().all().forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, List.of(value));
            keys.put("iam:ResourceTag/" + key, List.of(value));
        }));
        requestTags(keys);
        return keys;
    }

    private void requestTags(Map<String, List<String>> keys) {
        List<String> tagKeys = new ArrayList<>();
        for (Object given : list("Tags")) {
            if (given instanceof Tag tag && tag.key() != null) {
                keys.put("aws:RequestTag/" + tag.key(), List.of(tag.value() == null ? "" : tag.value()));
                tagKeys.add(tag.key());
            }
        }
        list("TagKeys").forEach(key -> tagKeys.add(String.valueOf(key)));
        if (!tagKeys.isEmpty()) {
            keys.put("aws:TagKeys", tagKeys);
        }
    }

    private Optional<String> text(String member) {
        return request.getValueForField(member, String.class);
    }

    private List<?> list(String member) {
        return request.getValueForField(member, List.class).map(found -> (List<?>) found).orElse(List.of());
    }
}
