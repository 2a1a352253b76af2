package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/** What is written on a key: who may use it, and tags. */
final class PolicyOperations {
    private static final int USUAL_TAGS = 50;

    private final Caller caller;
    private final KeyFinder finder;

    PolicyOperations(KmsService service, Caller caller) {
        this.caller = caller;
        finder = new KeyFinder(service, caller);
    }

    GetKeyPolicyResponse get(GetKeyPolicyRequest request) {
        KeyRecord key = finder.own(Checks.required("keyId", request.keyId())).key();
        requireDefault(request.policyName());
        return GetKeyPolicyResponse.builder().policy(key.policy()).policyName(KeyPolicies.NAME).build();
    }

    private static void requireDefault(String name) {
        if (name != null && !name.equals(KeyPolicies.NAME)) {
            throw KmsErrors.notFound("No such policy exists");
        }
    }

    PutKeyPolicyResponse put(PutKeyPolicyRequest request) {
        KeyFinder.Found found = finder.changeable(Checks.required("keyId", request.keyId()));
        requireDefault(request.policyName());
        String policy = KeyPolicyCheck.checked(Checks.required("policy", request.policy()), caller,
                Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck()));
        found.ring().change(found.key().name().id(), key -> key.withPolicy(policy));
        return PutKeyPolicyResponse.builder().build();
    }

    ListKeyPoliciesResponse list(ListKeyPoliciesRequest request) {
        finder.own(Checks.required("keyId", request.keyId()));
        return ListKeyPoliciesResponse.builder().policyNames(KeyPolicies.NAME).truncated(false).build();
    }

    TagResourceResponse tag(TagResourceRequest request) {
        KeyFinder.Found found = finder.changeable(Checks.required("keyId", request.keyId()));
        found.ring().change(found.key().name().id(), key -> {
            KeyRecord alive = KeyFinder.Found.requireAlive(key);
            return alive.with(Tags.with(alive.tags(), request.tags()));
        });
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request) {
        KeyFinder.Found found = finder.changeable(Checks.required("keyId", request.keyId()));
        found.ring().change(found.key().name().id(), key -> {
            KeyRecord alive = KeyFinder.Found.requireAlive(key);
            return alive.with(Tags.without(alive.tags(), request.tagKeys()));
        });
        return UntagResourceResponse.builder().build();
    }

    ListResourceTagsResponse tags(ListResourceTagsRequest request) {
        KeyRecord key = finder.own(Checks.required("keyId", request.keyId())).key();
        List<Map.Entry<String, String>> sorted = key.tags().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        Page<Map.Entry<String, String>> page = Page.of(sorted, Map.Entry::getKey,
                new Page.Wanted(USUAL_TAGS, USUAL_TAGS, request.limit(), request.marker()));
        return ListResourceTagsResponse.builder()
                .tags(page.items().stream().map(tag -> Tag.builder().tagKey(tag.getKey()).tagValue(tag.getValue()).build()).toList())
                .truncated(page.truncated())
                .nextMarker(page.marker())
                .build();
    }
}
