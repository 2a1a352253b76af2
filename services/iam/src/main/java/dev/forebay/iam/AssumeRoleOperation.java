package dev.forebay.iam;

import dev.forebay.identity.Principal;
import dev.forebay.identity.Session;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Gives a role's credentials to whom its trust policy names: that was decided before ({@link StsAccess}). */
final class AssumeRoleOperation {
    private final StsContext context;

    AssumeRoleOperation(StsContext context) {
        this.context = context;
    }

    AssumeRoleResponse assume(AssumeRoleRequest request) {
        if (request.serialNumber() != null || request.tokenCode() != null) {
            throw StsErrors.accessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        }
        if (request.hasProvidedContexts()) {
            throw StsErrors.validation("ProvidedContexts is not served here. See docs/iam.md for what is.");
        }
        String name = SessionName.checked("roleSessionName", request.roleSessionName(), SessionName.LONGEST);
        StsContext.Found found = context.role(Checks.required("roleArn", request.roleArn()))
                .orElseThrow(() -> StsErrors.accessDenied("User: " + context.caller().principal().arn()
                        + " is not authorized to perform: sts:AssumeRole on resource: " + request.roleArn()));
        Principal caller = context.caller().principal();
        int seconds = SessionLength.ofRole(request.durationSeconds(), found.role(), caller.kind() == Principal.Kind.ROLE);
        SessionTags tags = SessionTags.of(request.tags(), request.transitiveTagKeys(), caller.session());
        SessionToken.Narrowing narrowing = SessionPolicies.checked(
                found.account().id(), found.account().shown(), request.policy(), request.policyArns());
        Optional<Integer> packed = SessionPolicies.packed(narrowing, tags.all());
        String sourceIdentity = sourceIdentity(request.sourceIdentity(), caller.session());
        AssumedRole assumed = new AssumedRole(found, name);
        return AssumeRoleResponse.builder()
                .credentials(new Issuing(context).issue(
                        assumed.order(narrowing, new SessionToken.Labels(tags.all(), tags.transitive(), sourceIdentity)), seconds))
                .assumedRoleUser(assumed.described()).packedPolicySize(packed.orElse(null))
                .sourceIdentity(sourceIdentity.isEmpty() ? null : sourceIdentity).build();
    }

    /** AWS: once set, it stays for all sessions of a chain. */
    private static String sourceIdentity(String given, Session calling) {
        String inherited = calling.sourceIdentity();
        if (!inherited.isEmpty() && given != null && !given.equals(inherited)) {
            throw StsErrors.accessDenied("The source identity of the calling session cannot be changed.");
        }
        return inherited.isEmpty() && given != null ? given : inherited;
    }
}
