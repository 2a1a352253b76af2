package dev.forebay.iam;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;

/** Managed policies: made, shown and deleted. */
final class PolicyOperations {
    static final int MAX_POLICIES = 1_500;
    private static final int LONGEST_NAME = 128;

    private final IamContext context;

    PolicyOperations(IamContext context) {
        this.context = context;
    }

    CreatePolicyResponse create(CreatePolicyRequest request) {
        String name = Checks.name("policyName", request.policyName(), LONGEST_NAME);
        String path = Checks.path(request.path());
        String document = Documents.managed(request.policyDocument());
        String description = request.description() == null ? "" : request.description();
        Tags tags = Tags.NONE.with(Tags.of(request.tags()));
        ManagedPolicy made = context.account().change(edit -> {
            if (edit.state().policies().isTaken(name)) {
                throw IamErrors.exists("A policy called " + name + " already exists. Duplicate names are not allowed.");
            }
            if (edit.state().policies().size() >= MAX_POLICIES) {
                throw IamErrors.quota("PoliciesPerAccount", MAX_POLICIES);
            }
            ManagedPolicy policy = ManagedPolicy.created(context.naming("ANPA", name, path), description, document, tags);
            edit.put(policy);
            return policy;
        });
        // AWS: the description is told by GetPolicy only.
        return CreatePolicyResponse.builder().policy(brief(made, Usage.in(context.account().state()))
                .tags(Descriptions.tags(made.tags())).build()).build();
    }

    private Policy.Builder brief(ManagedPolicy policy, Usage usage) {
        String arn = arn(policy);
        return Policy.builder().policyName(policy.name()).policyId(policy.id()).arn(arn).path(policy.path())
                .defaultVersionId(policy.current().id()).attachmentCount(usage.attachments(arn))
                .permissionsBoundaryUsageCount(usage.bounds(arn)).isAttachable(true)
                .createDate(Instant.ofEpochMilli(policy.naming().created())).updateDate(Instant.ofEpochMilli(policy.updated()));
    }

    private String arn(ManagedPolicy policy) {
        return AwsManagedPolicies.contains(policy) ? AwsManagedPolicies.arn(policy) : policy.arn(context.account().id());
    }

    GetPolicyResponse get(GetPolicyRequest request) {
        String arn = Policies.checked(request.policyArn());
        AccountState state = context.account().shown();
        ManagedPolicy policy = Policies.find(context.account().id(), state, arn).orElseThrow(() -> IamErrors.noPolicy(arn));
        return GetPolicyResponse.builder().policy(brief(policy, Usage.in(state)).tags(policy.tags().described())
                .description(policy.description().isEmpty() ? null : policy.description()).build()).build();
    }

    ListPoliciesResponse list(ListPoliciesRequest request) {
        AccountState state = context.account().shown();
        Usage usage = Usage.in(state);
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        List<ManagedPolicy> found = scope(state, request.scope())
                .filter(policy -> policy.path().startsWith(prefix))
                .filter(policy -> isUsed(policy, usage, request)).toList();
        Page<ManagedPolicy> page = Page.of(found, policy -> policy.name() + " " + arn(policy), new Page.Wish(request.marker(), request.maxItems()));
        return ListPoliciesResponse.builder().policies(page.items().stream().map(policy -> brief(policy, usage).build()).toList())
                .isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    private static Stream<ManagedPolicy> scope(AccountState state, PolicyScopeType scope) {
        return switch (scope == null ? PolicyScopeType.ALL : scope) {
            case AWS -> AwsManagedPolicies.all().stream();
            case LOCAL -> state.policies().all().stream();
            default -> Stream.concat(AwsManagedPolicies.all().stream(), state.policies().all().stream());
        };
    }

    private boolean isUsed(ManagedPolicy policy, Usage usage, ListPoliciesRequest request) {
        boolean onlyAttached = request.onlyAttached() != null && request.onlyAttached();
        if (request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY) {
            return usage.bounds(arn(policy)) > 0;
        }
        return !onlyAttached && request.policyUsageFilter() == null || usage.attachments(arn(policy)) > 0;
    }

    DeletePolicyResponse delete(DeletePolicyRequest request) {
        context.account().shrink(edit -> {
            ManagedPolicy policy = Policies.own(context.account().id(), edit.state(), request.policyArn());
            if (Usage.in(edit.state()).isUsed(request.policyArn())) {
                throw IamErrors.deleteConflict("Cannot delete a policy attached to entities.");
            }
            if (policy.versions().size() > 1) {
                throw IamErrors.deleteConflict("This policy has more than one version. Before you delete a policy, you must delete the policy's versions. "
                        + "The default version is deleted with the policy.");
            }
            edit.remove(policy);
        });
        return DeletePolicyResponse.builder().build();
    }
}
