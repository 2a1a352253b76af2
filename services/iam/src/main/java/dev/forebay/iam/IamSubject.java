package dev.forebay.iam;

import java.util.List;

/** What an operation of IAM is about, in words for the documentation, and which operations are about it. */
enum IamSubject {
    USER("user", List.of(
            "AttachUserPolicy", "CreateLoginProfile", "CreateServiceSpecificCredential", "CreateUser", "DeactivateMFADevice", "DeleteLoginProfile",
            "DeleteSSHPublicKey", "DeleteServiceSpecificCredential", "DeleteSigningCertificate", "DeleteUser", "DeleteUserPermissionsBoundary",
            "DeleteUserPolicy", "DetachUserPolicy", "EnableMFADevice", "GetLoginProfile", "GetMFADevice", "GetSSHPublicKey", "GetUserPolicy",
            "ListAttachedUserPolicies", "ListGroupsForUser", "ListMFADevices", "ListSSHPublicKeys", "ListServiceSpecificCredentials",
            "ListSigningCertificates", "ListUserPolicies", "ListUserTags", "PutUserPermissionsBoundary", "PutUserPolicy",
            "ResetServiceSpecificCredential", "ResyncMFADevice", "TagUser", "UntagUser", "UpdateLoginProfile", "UpdateSSHPublicKey",
            "UpdateServiceSpecificCredential", "UpdateSigningCertificate", "UploadSSHPublicKey", "UploadSigningCertificate")),

    RENAMED_USER("user, by its name and by the new one", List.of("UpdateUser")),

    /** AWS: they mean the calling user when they name none. */
    OWN_USER("user; the one who calls, where none is named", List.of("GetUser", "CreateAccessKey", "ListAccessKeys")),

    OWN_KEYS_USER("user; where none is named the one who has the key, or who calls", List.of("UpdateAccessKey", "DeleteAccessKey")),

    KEYS_USER("user who has the key; `*` where nobody has it", List.of("GetAccessKeyLastUsed")),

    GROUP("group", List.of(
            "AddUserToGroup", "AttachGroupPolicy", "CreateGroup", "DeleteGroup", "DeleteGroupPolicy", "DetachGroupPolicy", "GetGroup",
            "GetGroupPolicy", "ListAttachedGroupPolicies", "ListGroupPolicies", "PutGroupPolicy", "RemoveUserFromGroup")),

    RENAMED_GROUP("group, by its name and by the new one", List.of("UpdateGroup")),

    ROLE("role", List.of(
            "AddRoleToInstanceProfile", "AttachRolePolicy", "CreateRole", "DeleteRole", "DeleteRolePermissionsBoundary", "DeleteRolePolicy",
            "DeleteServiceLinkedRole", "DetachRolePolicy", "GetRole", "GetRolePolicy", "ListAttachedRolePolicies", "ListInstanceProfilesForRole",
            "ListRolePolicies", "ListRoleTags", "PutRolePermissionsBoundary", "PutRolePolicy", "RemoveRoleFromInstanceProfile", "TagRole",
            "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole", "UpdateRoleDescription")),

    POLICY("policy", List.of(
            "CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion", "GetPolicy", "GetPolicyVersion", "ListEntitiesForPolicy",
            "ListPolicyTags", "ListPolicyVersions", "SetDefaultPolicyVersion", "TagPolicy", "UntagPolicy")),

    NEW_POLICY("policy", List.of("CreatePolicy")),

    PROVIDER("provider", List.of(
            "AddClientIDToOpenIDConnectProvider", "DeleteOpenIDConnectProvider", "GetOpenIDConnectProvider", "ListOpenIDConnectProviderTags",
            "RemoveClientIDFromOpenIDConnectProvider", "TagOpenIDConnectProvider", "UntagOpenIDConnectProvider",
            "UpdateOpenIDConnectProviderThumbprint")),

    NEW_PROVIDER("provider", List.of("CreateOpenIDConnectProvider")),

    SOURCE("user, group or role whose policies are meant", List.of("GetContextKeysForPrincipalPolicy", "SimulatePrincipalPolicy")),

    NOTHING("`*`", List.of(
            "CreateAccountAlias", "DeleteAccountAlias", "GetAccountAuthorizationDetails", "GetAccountSummary", "GetContextKeysForCustomPolicy",
            "ListAccountAliases", "ListGroups", "ListOpenIDConnectProviders", "ListPolicies", "ListRoles", "ListUsers", "SimulateCustomPolicy")),

    /** Of things that IAM has at AWS and not here: nothing tells their ARNs. */
    NOT_SERVED("`*`", List.of(
            "AcceptDelegationRequest", "AssociateDelegationRequest", "ChangePassword", "CreateDelegationRequest",
            "CreateInstanceProfile", "CreateSAMLProvider", "CreateServiceLinkedRole", "CreateVirtualMFADevice", "DeleteAccountPasswordPolicy", "DeleteInstanceProfile", "DeleteSAMLProvider", "DeleteServerCertificate", "DeleteVirtualMFADevice",
            "DisableOrganizationsRootCredentialsManagement", "DisableOrganizationsRootSessions", "DisableOutboundWebIdentityFederation",
            "EnableOrganizationsRootCredentialsManagement", "EnableOrganizationsRootSessions", "EnableOutboundWebIdentityFederation",
            "GenerateCredentialReport", "GenerateOrganizationsAccessReport", "GenerateServiceLastAccessedDetails", "GetAccountPasswordPolicy",
            "GetCredentialReport", "GetDelegationRequest", "GetHumanReadableSummary", "GetInstanceProfile", "GetOrganizationsAccessReport",
            "GetOutboundWebIdentityFederationInfo", "GetSAMLProvider", "GetServerCertificate", "GetServiceLastAccessedDetails",
            "GetServiceLastAccessedDetailsWithEntities", "GetServiceLinkedRoleDeletionStatus", "ListDelegationRequests",
            "ListInstanceProfileTags", "ListInstanceProfiles", "ListMFADeviceTags", "ListOrganizationsFeatures",
            "ListPoliciesGrantingServiceAccess", "ListSAMLProviderTags", "ListSAMLProviders", "ListServerCertificateTags",
            "ListServerCertificates", "ListVirtualMFADevices", "RejectDelegationRequest", "SendDelegationToken",
            "SetSecurityTokenServicePreferences", "TagInstanceProfile", "TagMFADevice", "TagSAMLProvider", "TagServerCertificate",
            "UntagInstanceProfile", "UntagMFADevice", "UntagSAMLProvider", "UntagServerCertificate", "UpdateAccountPasswordPolicy",
            "UpdateDelegationRequest", "UpdateSAMLProvider", "UpdateServerCertificate", "UploadServerCertificate"));

    final String words;
    final List<String> operations;

    IamSubject(String words, List<String> operations) {
        this.words = words;
        this.operations = operations;
    }

    /** Whether it is the calling user where a request names none. */
    boolean meansCaller() {
        return this == OWN_USER || this == OWN_KEYS_USER;
    }
}
