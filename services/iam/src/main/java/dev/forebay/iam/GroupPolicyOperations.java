package dev.forebay.iam;

import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;

/** The policies of a group, in AWS's requests and answers. */
final class GroupPolicyOperations {
    private final Granting granting;

    GroupPolicyOperations(IamContext context) {
        granting = new Granting(context, Holder.Kind.GROUP);
    }

    AttachGroupPolicyResponse attach(AttachGroupPolicyRequest request) {
        granting.attach(request.groupName(), request.policyArn());
        return AttachGroupPolicyResponse.builder().build();
    }

    DetachGroupPolicyResponse detach(DetachGroupPolicyRequest request) {
        granting.detach(request.groupName(), request.policyArn());
        return DetachGroupPolicyResponse.builder().build();
    }

    ListAttachedGroupPoliciesResponse attached(ListAttachedGroupPoliciesRequest request) {
        var page = granting.attached(request.groupName(), request.pathPrefix(), new Page.Wish(request.marker(), request.maxItems()));
        return ListAttachedGroupPoliciesResponse.builder()
                .attachedPolicies(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }

    PutGroupPolicyResponse put(PutGroupPolicyRequest request) {
        granting.put(request.groupName(), request.policyName(), request.policyDocument());
        return PutGroupPolicyResponse.builder().build();
    }

    GetGroupPolicyResponse get(GetGroupPolicyRequest request) {
        return GetGroupPolicyResponse.builder().groupName(request.groupName()).policyName(request.policyName())
                .policyDocument(granting.get(request.groupName(), request.policyName())).build();
    }

    DeleteGroupPolicyResponse delete(DeleteGroupPolicyRequest request) {
        granting.delete(request.groupName(), request.policyName());
        return DeleteGroupPolicyResponse.builder().build();
    }

    ListGroupPoliciesResponse list(ListGroupPoliciesRequest request) {
        Page<String> page = granting.names(request.groupName(), new Page.Wish(request.marker(), request.maxItems()));
        return ListGroupPoliciesResponse.builder().policyNames(page.items()).isTruncated(page.isTruncated()).marker(page.next()).build();
    }
}
