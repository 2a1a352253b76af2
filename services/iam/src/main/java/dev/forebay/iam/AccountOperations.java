package dev.forebay.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.CreateAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccountAliasResponse;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesRequest;
import software.amazon.awssdk.services.iam.model.ListAccountAliasesResponse;

/** What is told and set of an account as a whole. */
final class AccountOperations {
    private static final Pattern ALIAS = Pattern.compile("[a-z0-9](([a-z0-9]|-(?!-)){1,61}[a-z0-9])");

    private final IamContext context;

    AccountOperations(IamContext context) {
        this.context = context;
    }

    /** AWS: another alias replaces the one there was. */
    CreateAccountAliasResponse createAlias(CreateAccountAliasRequest request) {
        String alias = Checks.required("accountAlias", request.accountAlias());
        if (!ALIAS.matcher(alias).matches()) {
            throw IamErrors.validation("1 validation error detected: Value '" + alias
                    + "' at 'accountAlias' failed to satisfy constraint: Member must satisfy regular expression pattern: " + ALIAS);
        }
        context.account().change(edit -> {
            edit.put(edit.state().facts().withAlias(alias));
            return alias;
        });
        return CreateAccountAliasResponse.builder().build();
    }

    DeleteAccountAliasResponse deleteAlias(DeleteAccountAliasRequest request) {
        context.account().shrink(edit -> {
            if (!edit.state().facts().alias().equals(Checks.required("accountAlias", request.accountAlias()))) {
                throw IamErrors.noSuchEntity("The account alias cannot be found.");
            }
            edit.put(edit.state().facts().withAlias(""));
        });
        return DeleteAccountAliasResponse.builder().build();
    }

    ListAccountAliasesResponse aliases(ListAccountAliasesRequest request) {
        String alias = context.account().shown().facts().alias();
        return ListAccountAliasesResponse.builder().accountAliases(alias.isEmpty() ? List.of() : List.of(alias)).isTruncated(false).build();
    }

    GetAccountSummaryResponse summary(GetAccountSummaryRequest request) {
        AccountState state = context.account().shown();
        Map<String, Integer> summary = new LinkedHashMap<>(Map.of(
                "Users", state.users().size(), "Groups", state.groups().size(), "Roles", state.roles().size(),
                "Policies", state.policies().size(), "Providers", state.providers().size(),
                "PolicyVersionsInUse", state.policies().all().stream().mapToInt(policy -> policy.versions().size()).sum(),
                "AccountAccessKeysPresent", state.keysOf("").isEmpty() ? 0 : 1,
                "AccountMFAEnabled", 0, "MFADevices", 0, "MFADevicesInUse", 0));
        summary.putAll(Map.of("InstanceProfiles", 0, "ServerCertificates", 0, "AccountSigningCertificatesPresent", 0,
                "UsersQuota", UserOperations.MAX_USERS, "GroupsQuota", GroupOperations.MAX_GROUPS, "RolesQuota", RoleOperations.MAX_ROLES,
                "PoliciesQuota", PolicyOperations.MAX_POLICIES, "GroupsPerUserQuota", GroupOperations.MAX_GROUPS_OF_USER,
                "AccessKeysPerUserQuota", NewKeys.MAX_KEYS, "VersionsPerPolicyQuota", ManagedPolicy.MAX_VERSIONS));
        summary.putAll(Map.of("PolicySizeQuota", Documents.MAX_MANAGED, "AssumeRolePolicySizeQuota", Documents.MAX_TRUST,
                "UserPolicySizeQuota", Granting.MAX_INLINE.get(Holder.Kind.USER), "GroupPolicySizeQuota", Granting.MAX_INLINE.get(Holder.Kind.GROUP),
                "RolePolicySizeQuota", Granting.MAX_INLINE.get(Holder.Kind.ROLE), "AttachedPoliciesPerUserQuota", Granting.MAX_ATTACHED,
                "AttachedPoliciesPerGroupQuota", Granting.MAX_ATTACHED, "AttachedPoliciesPerRoleQuota", Granting.MAX_ATTACHED,
                "PolicyVersionsInUseQuota", 10_000));
        return GetAccountSummaryResponse.builder().summaryMapWithStrings(summary).build();
    }
}
