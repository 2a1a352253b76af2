package dev.forebay.iam;

import java.time.Instant;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/** The versions of managed policies. */
final class VersionOperations {
    private final IamContext context;

    VersionOperations(IamContext context) {
        this.context = context;
    }

    CreatePolicyVersionResponse create(CreatePolicyVersionRequest request) {
        String document = Documents.managed(request.policyDocument());
        boolean asDefault = request.setAsDefault() != null && request.setAsDefault();
        ManagedPolicy changed = context.account().change(edit -> edited(edit, request.policyArn(), (policy, now) -> {
            if (policy.versions().size() >= ManagedPolicy.MAX_VERSIONS) {
                throw IamErrors.limitExceeded("A managed policy can have up to 5 versions. Before you create a new version, "
                        + "you must delete an existing version.");
            }
            return policy.add(document, asDefault, now);
        }));
        return CreatePolicyVersionResponse.builder().policyVersion(brief(changed, changed.versions().getLast()).build()).build();
    }

    private ManagedPolicy edited(Edit edit, String arn, BiFunction<ManagedPolicy, Long, ManagedPolicy> change) {
        ManagedPolicy changed = change.apply(Policies.own(context.account().id(), edit.state(), arn), context.now());
        edit.put(changed);
        return changed;
    }

    /** AWS: the document is told by GetPolicyVersion only. */
    private static PolicyVersion.Builder brief(ManagedPolicy policy, ManagedPolicy.Version version) {
        return PolicyVersion.builder().versionId(version.id()).isDefaultVersion(version == policy.current())
                .createDate(Instant.ofEpochMilli(version.created()));
    }

    static PolicyVersion described(ManagedPolicy policy, ManagedPolicy.Version version) {
        return brief(policy, version).document(DocumentText.encoded(version.document())).build();
    }

    GetPolicyVersionResponse get(GetPolicyVersionRequest request) {
        ManagedPolicy policy = found(request.policyArn());
        return GetPolicyVersionResponse.builder().policyVersion(described(policy, version(policy, request.policyArn(), request.versionId()))).build();
    }

    private ManagedPolicy found(String policyArn) {
        String arn = Policies.checked(policyArn);
        return Policies.find(context.account().id(), context.account().shown(), arn).orElseThrow(() -> IamErrors.noPolicy(arn));
    }

    private static ManagedPolicy.Version version(ManagedPolicy policy, String arn, String id) {
        return policy.version(Checks.required("versionId", id))
                .orElseThrow(() -> IamErrors.noSuchEntity("Policy " + arn + " version " + id + " does not exist or is not attachable."));
    }

    /** AWS: the newest first. */
    ListPolicyVersionsResponse list(ListPolicyVersionsRequest request) {
        ManagedPolicy policy = found(request.policyArn());
        Page<ManagedPolicy.Version> page = Page.of(policy.versions(), version -> String.format("%010d", Integer.MAX_VALUE - version.number()),
                new Page.Wish(request.marker(), request.maxItems()));
        return ListPolicyVersionsResponse.builder().versions(page.items().stream().map(version -> brief(policy, version).build()).toList())
                .isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    SetDefaultPolicyVersionResponse choose(SetDefaultPolicyVersionRequest request) {
        context.account().change(edit -> edited(edit, request.policyArn(),
                (policy, now) -> policy.choose(version(policy, request.policyArn(), request.versionId()), now)));
        return SetDefaultPolicyVersionResponse.builder().build();
    }

    DeletePolicyVersionResponse delete(DeletePolicyVersionRequest request) {
        context.account().shrink(edit -> edited(edit, request.policyArn(), (policy, now) -> {
            ManagedPolicy.Version version = version(policy, request.policyArn(), request.versionId());
            if (version == policy.current()) {
                throw IamErrors.deleteConflict("Cannot delete the default version of a policy.");
            }
            return policy.remove(version, now);
        }));
        return DeletePolicyVersionResponse.builder().build();
    }
}
