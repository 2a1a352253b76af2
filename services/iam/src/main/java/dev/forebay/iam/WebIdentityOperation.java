package dev.forebay.iam;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;

/**
 * Gives a role's credentials to whom an OpenID Connect provider vouches for. Nobody signs such a request: the token is the proof, so
 * the role's trust policy is asked here, once the token is verified.
 */
final class WebIdentityOperation {
    private final StsContext context;

    WebIdentityOperation(StsContext context) {
        this.context = context;
    }

    AssumeRoleWithWebIdentityResponse assume(AssumeRoleWithWebIdentityRequest request) {
        if (request.providerId() != null) {
            throw StsErrors.validation("ProviderId is not served here: tokens of OpenID Connect providers only. See docs/iam.md.");
        }
        String name = SessionName.checked("roleSessionName", request.roleSessionName(), SessionName.LONGEST);
        WebToken token = WebToken.read(Checks.required("webIdentityToken", request.webIdentityToken()));
        StsContext.Found found = context.role(Checks.required("roleArn", request.roleArn())).orElseThrow(WebIdentityOperation::denied);
        OidcProvider provider = found.account().shown().providers().values().stream().filter(one -> one.issuer().equals(token.issuer())).findFirst()
                .orElseThrow(() -> StsErrors.invalidIdentityToken("No OpenIDConnect provider found in your account for " + token.issuer()));
        String audience = token.verified(provider, context.tools());
        if (!new Trust(context.tools()).lets(found, provider, token.keys(provider, audience, name), context.caller())) {
            throw denied();
        }
        int seconds = SessionLength.ofRole(request.durationSeconds(), found.role(), false);
        SessionToken.Narrowing narrowing = SessionPolicies.checked(
                found.account().id(), found.account().shown(), request.policy(), request.policyArns());
        Optional<Integer> packed = SessionPolicies.packed(narrowing, Map.of());
        AssumedRole assumed = new AssumedRole(found, name);
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(new Issuing(context).issue(assumed.order(narrowing, SessionToken.Labels.NONE), seconds))
                .assumedRoleUser(assumed.described()).packedPolicySize(packed.orElse(null)).subjectFromWebIdentityToken(token.subject())
                .provider(provider.arn(found.account().id())).audience(audience).build();
    }

    private static RuntimeException denied() {
        return StsErrors.accessDenied("Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }
}
