package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Principal;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.FederatedUser;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/** Who a caller is, and temporary credentials for a caller's own. */
final class SessionOperations {
    private static final int LONGEST_NAME = 32;

    private final StsContext context;

    SessionOperations(StsContext context) {
        this.context = context;
    }

    GetCallerIdentityResponse identity(GetCallerIdentityRequest request) {
        Principal who = context.caller().principal();
        return GetCallerIdentityResponse.builder().account(context.caller().account().value()).arn(who.arn()).userId(who.id()).build();
    }

    GetAccessKeyInfoResponse keyInfo(GetAccessKeyInfoRequest request) {
        String account = AccessKeyId.account(Checks.required("accessKeyId", request.accessKeyId())).map(AccountId::value)
                .orElseThrow(() -> StsErrors.validation("Invalid access key id: no account gave it."));
        return GetAccessKeyInfoResponse.builder().account(account).build();
    }

    GetSessionTokenResponse session(GetSessionTokenRequest request) {
        Principal who = longLived("GetSessionToken");
        if (request.serialNumber() != null || request.tokenCode() != null) {
            throw StsErrors.accessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        }
        Credentials credentials = issue(new SessionToken.Who(who.kind(), who.arn(), who.id()), who,
                SessionToken.Narrowing.NONE, SessionToken.Labels.NONE, request.durationSeconds());
        return GetSessionTokenResponse.builder().credentials(credentials).build();
    }

    /** AWS: sessions do not make sessions in this way. */
    private Principal longLived(String operation) {
        Principal who = context.caller().principal();
        boolean own = who.kind() == Principal.Kind.USER || who.kind() == Principal.Kind.ROOT;
        if (!own || context.isSession()) {
            throw StsErrors.accessDenied("Cannot call " + operation + " with session credentials");
        }
        return who;
    }

    private Credentials issue(SessionToken.Who who, Principal issuer, SessionToken.Narrowing narrowing, SessionToken.Labels labels, Integer seconds) {
        return new Issuing(context).issue(new Issuing.Order(context.caller().account(), who, issuer.arn(), narrowing, labels),
                SessionLength.ofUser(seconds, issuer.kind() == Principal.Kind.ROOT));
    }

    GetFederationTokenResponse federation(GetFederationTokenRequest request) {
        Principal issuer = longLived("GetFederationToken");
        AccountId account = context.caller().account();
        String name = SessionName.checked("name", request.name(), LONGEST_NAME);
        SessionToken.Narrowing narrowing = SessionPolicies.checked(account, context.callersState(), request.policy(), request.policyArns());
        SessionTags tags = SessionTags.of(request.tags(), List.of(), issuer.session());
        Optional<Integer> packed = SessionPolicies.packed(narrowing, tags.all());
        SessionToken.Who who = new SessionToken.Who(Principal.Kind.FEDERATED, "arn:aws:sts::" + account + ":federated-user/" + name, account + ":" + name);
        Credentials credentials = issue(who, issuer, narrowing, new SessionToken.Labels(tags.all(), tags.transitive(), ""), request.durationSeconds());
        return GetFederationTokenResponse.builder().credentials(credentials).packedPolicySize(packed.orElse(null))
                .federatedUser(FederatedUser.builder().arn(who.arn()).federatedUserId(who.id()).build()).build();
    }
}
