package dev.forebay.iam;

import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** The policies of a role, in AWS's requests and answers. */
final class RolePolicyOperations {
    private final Granting granting;

    RolePolicyOperations(IamContext context) {
        granting = new Granting(context, Holder.Kind.ROLE);
    }

    AttachRolePolicyResponse attach(AttachRolePolicyRequest request) {
        granting.attach(request.roleName(), request.policyArn());
        return AttachRolePolicyResponse.builder().build();
    }

    DetachRolePolicyResponse detach(DetachRolePolicyRequest request) {
        granting.detach(request.roleName(), request.policyArn());
        return DetachRolePolicyResponse.builder().build();
    }

    ListAttachedRolePoliciesResponse attached(ListAttachedRolePoliciesRequest request) {
        var page = granting.attached(request.roleName(), request.pathPrefix(), new Page.Wish(request.marker(), request.maxItems()));
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    PutRolePolicyResponse put(PutRolePolicyRequest request) {
        granting.put(request.roleName(), request.policyName(), request.policyDocument());
        return PutRolePolicyResponse.builder().build();
    }

    GetRolePolicyResponse get(GetRolePolicyRequest request) {
        return GetRolePolicyResponse.builder().roleName(request.roleName()).policyName(request.policyName())
                .policyDocument(granting.get(request.roleName(), request.policyName())).build();
    }

    DeleteRolePolicyResponse delete(DeleteRolePolicyRequest request) {
        granting.delete(request.roleName(), request.policyName());
        return DeleteRolePolicyResponse.builder().build();
    }

    ListRolePoliciesResponse list(ListRolePoliciesRequest request) {
        Page<String> page = granting.names(request.roleName(), new Page.Wish(request.marker(), request.maxItems()));
        return ListRolePoliciesResponse.builder().policyNames(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    PutRolePermissionsBoundaryResponse bound(PutRolePermissionsBoundaryRequest request) {
        granting.bound(request.roleName(), request.permissionsBoundary());
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    DeleteRolePermissionsBoundaryResponse unbound(DeleteRolePermissionsBoundaryRequest request) {
        granting.unbound(request.roleName());
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }
}
