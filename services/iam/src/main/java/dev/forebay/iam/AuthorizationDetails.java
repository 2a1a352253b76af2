package dev.forebay.iam;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** All users, groups, roles and policies of an account with what they allow, page by page. */
final class AuthorizationDetails {
    private final IamContext context;

    AuthorizationDetails(IamContext context) {
        this.context = context;
    }

    GetAccountAuthorizationDetailsResponse get(GetAccountAuthorizationDetailsRequest request) {
        AccountState state = context.account().shown();
        Usage usage = Usage.in(state);
        Set<EntityType> wanted = request.filter().stream().collect(Collectors.toSet());
        List<Named> all = Stream.<Named>concat(Usage.holders(state), policies(state, usage))
                .filter(one -> wanted.isEmpty() || wanted.contains(type(one))).toList();
        Page<Named> page = Page.of(all, one -> type(one) + "/" + one.name(), new Page.Wish(request.marker(), request.maxItems()));
        return GetAccountAuthorizationDetailsResponse.builder()
                .userDetailList(of(page, IamUser.class).map(user -> detail(state, user)).toList())
                .groupDetailList(of(page, IamGroup.class).map(this::detail).toList())
                .roleDetailList(of(page, IamRole.class).map(this::detail).toList())
                .policies(of(page, ManagedPolicy.class).map(policy -> detail(policy, usage)).toList())
                .isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    /** AWS: of its own policies those that are attached to something. */
    private static Stream<ManagedPolicy> policies(AccountState state, Usage usage) {
        return Stream.concat(state.policies().all().stream(),
                AwsManagedPolicies.all().stream().filter(policy -> usage.isUsed(AwsManagedPolicies.arn(policy))));
    }

    private static EntityType type(Named one) {
        return switch (one) {
            case IamUser _ -> EntityType.USER;
            case IamGroup _ -> EntityType.GROUP;
            case IamRole _ -> EntityType.ROLE;
            case ManagedPolicy policy when AwsManagedPolicies.contains(policy) -> EntityType.AWS_MANAGED_POLICY;
            default -> EntityType.LOCAL_MANAGED_POLICY;
        };
    }

    private static <T> Stream<T> of(Page<Named> page, Class<T> type) {
        return page.items().stream().filter(type::isInstance).map(type::cast);
    }

    private UserDetail detail(AccountState state, IamUser user) {
        return UserDetail.builder().path(user.path()).userName(user.name()).userId(user.id()).arn(user.arn(context.account().id()))
                .createDate(Instant.ofEpochMilli(user.naming().created())).userPolicyList(inline(user)).attachedManagedPolicies(attached(user))
                .groupList(user.groups().stream().map(state.groups()::withId).flatMap(Optional::stream).map(IamGroup::name).toList())
                .permissionsBoundary(Descriptions.boundary(user)).tags(user.tags().described()).build();
    }

    private GroupDetail detail(IamGroup group) {
        return GroupDetail.builder().path(group.path()).groupName(group.name()).groupId(group.id()).arn(group.arn(context.account().id()))
                .createDate(Instant.ofEpochMilli(group.naming().created())).groupPolicyList(inline(group)).attachedManagedPolicies(attached(group)).build();
    }

    private RoleDetail detail(IamRole role) {
        return RoleDetail.builder().path(role.path()).roleName(role.name()).roleId(role.id()).arn(role.arn(context.account().id()))
                .createDate(Instant.ofEpochMilli(role.naming().created())).assumeRolePolicyDocument(DocumentText.encoded(role.settings().trust()))
                .rolePolicyList(inline(role)).attachedManagedPolicies(attached(role)).instanceProfileList(List.of())
                .permissionsBoundary(Descriptions.boundary(role)).tags(role.tags().described()).build();
    }

    private static List<PolicyDetail> inline(Holder holder) {
        return holder.grants().inline().entrySet().stream().map(policy -> PolicyDetail.builder().policyName(policy.getKey())
                .policyDocument(DocumentText.encoded(policy.getValue())).build()).toList();
    }

    private static List<AttachedPolicy> attached(Holder holder) {
        return holder.grants().attached().stream().map(Granting::described).toList();
    }

    private ManagedPolicyDetail detail(ManagedPolicy policy, Usage usage) {
        String arn = AwsManagedPolicies.contains(policy) ? AwsManagedPolicies.arn(policy) : policy.arn(context.account().id());
        return ManagedPolicyDetail.builder().policyName(policy.name()).policyId(policy.id()).arn(arn).path(policy.path())
                .defaultVersionId(policy.current().id()).attachmentCount(usage.attachments(arn)).permissionsBoundaryUsageCount(usage.bounds(arn))
                .isAttachable(true).description(policy.description().isEmpty() ? null : policy.description())
                .createDate(Instant.ofEpochMilli(policy.naming().created())).updateDate(Instant.ofEpochMilli(policy.updated()))
                .policyVersionList(policy.versions().stream().map(version -> VersionOperations.described(policy, version)).toList()).build();
    }
}
