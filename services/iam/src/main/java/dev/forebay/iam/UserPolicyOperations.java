package dev.forebay.iam;

import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** The policies of a user, in AWS's requests and answers. */
final class UserPolicyOperations {
    private final Granting granting;

    UserPolicyOperations(IamContext context) {
        granting = new Granting(context, Holder.Kind.USER);
    }

    AttachUserPolicyResponse attach(AttachUserPolicyRequest request) {
        granting.attach(request.userName(), request.policyArn());
        return AttachUserPolicyResponse.builder().build();
    }

    DetachUserPolicyResponse detach(DetachUserPolicyRequest request) {
        granting.detach(request.userName(), request.policyArn());
        return DetachUserPolicyResponse.builder().build();
    }

    ListAttachedUserPoliciesResponse attached(ListAttachedUserPoliciesRequest request) {
        var page = granting.attached(request.userName(), request.pathPrefix(), new Page.Wish(request.marker(), request.maxItems()));
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    PutUserPolicyResponse put(PutUserPolicyRequest request) {
        granting.put(request.userName(), request.policyName(), request.policyDocument());
        return PutUserPolicyResponse.builder().build();
    }

    GetUserPolicyResponse get(GetUserPolicyRequest request) {
        return GetUserPolicyResponse.builder().userName(request.userName()).policyName(request.policyName())
                .policyDocument(granting.get(request.userName(), request.policyName())).build();
    }

    DeleteUserPolicyResponse delete(DeleteUserPolicyRequest request) {
        granting.delete(request.userName(), request.policyName());
        return DeleteUserPolicyResponse.builder().build();
    }

    ListUserPoliciesResponse list(ListUserPoliciesRequest request) {
        Page<String> page = granting.names(request.userName(), new Page.Wish(request.marker(), request.maxItems()));
        return ListUserPoliciesResponse.builder().policyNames(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    PutUserPermissionsBoundaryResponse bound(PutUserPermissionsBoundaryRequest request) {
        granting.bound(request.userName(), request.permissionsBoundary());
        return PutUserPermissionsBoundaryResponse.builder().build();
    }

    DeleteUserPermissionsBoundaryResponse unbound(DeleteUserPermissionsBoundaryRequest request) {
        granting.unbound(request.userName());
        return DeleteUserPermissionsBoundaryResponse.builder().build();
    }
}
