package dev.forebay.iam;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRules;
import dev.forebay.access.Refusals;
import dev.forebay.access.ResourceSide;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/** What operations of STS need. The trust policy of a role has the last word on who may assume it. */
final class StsRules implements AccessRules {
    private static final int FORBIDDEN = 403;

    /** AWS: nobody needs a permission for these; a web identity proves itself by its token. */
    private static final Set<String> FREE = Set.of("GetCallerIdentity", "GetSessionToken", "AssumeRoleWithWebIdentity");

    private final Accounts accounts;

    StsRules(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Access> of(Caller caller, String operation, SdkRequest request) {
        return switch (request) {
            case AssumeRoleRequest assume -> assume(caller, assume);
            case GetFederationTokenRequest federation -> federation(caller, federation);
            default -> FREE.contains(operation) ? List.of() : List.of(Access.of("sts:" + operation, "*", caller.account()));
        };
    }

    private List<Access> assume(Caller caller, AssumeRoleRequest request) {
        if (caller.principal().kind() == Principal.Kind.ROOT) {
            throw Refusals.of("AccessDenied", FORBIDDEN, "Roles may not be assumed by root accounts.");
        }
        String arn = request.roleArn();
        Optional<StsContext.Found> found = StsContext.role(accounts, arn, Account::state);
        Map<String, List<String>> keys = new LinkedHashMap<>();
        put(keys, "sts:RoleSessionName", request.roleSessionName());
        put(keys, "sts:ExternalId", request.externalId());
        put(keys, "sts:SourceIdentity", request.sourceIdentity());
        tags(keys, request.tags());
        if (!request.transitiveTagKeys().isEmpty()) {
            keys.put("sts:TransitiveTagKeys", request.transitiveTagKeys());
        }
        found.ifPresent(role -> role.role().tags().all().forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, List.of(value));
            keys.put("iam:ResourceTag/" + key, List.of(value));
        }));
        // AWS: a trust policy that names everybody means everybody who signed.
        boolean signed = caller.principal().kind() != Principal.Kind.ANONYMOUS;
        ResourceSide trust = ResourceSide.deciding(found.filter(_ -> signed).map(role -> role.role().settings().trust()).orElse(""));
        return actions(request).stream().map(action -> Access.of(action, arn, owner(caller, arn)).with(keys).with(trust)).toList();
    }

    private static List<String> actions(AssumeRoleRequest request) {
        List<String> actions = new ArrayList<>(List.of("sts:AssumeRole"));
        if (request.hasTags() && !request.tags().isEmpty()) {
            actions.add("sts:TagSession");
        }
        if (request.sourceIdentity() != null) {
            actions.add("sts:SetSourceIdentity");
        }
        return actions;
    }

    private static AccountId owner(Caller caller, String arn) {
        return Arn.parse(arn).map(Arn::account).filter(AccountId::isValid).map(AccountId::new).orElse(caller.account());
    }

    private static List<Access> federation(Caller caller, GetFederationTokenRequest request) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        tags(keys, request.tags());
        String arn = "arn:aws:sts::" + caller.account() + ":federated-user/" + request.name();
        Access federate = Access.of("sts:GetFederationToken", arn, caller.account()).with(keys);
        return request.tags().isEmpty() ? List.of(federate)
                : List.of(federate, Access.of("sts:TagSession", arn, caller.account()).with(keys));
    }

    @Override
    public String subject(SdkRequest request) {
        return request instanceof AssumeRoleWithWebIdentityRequest identity && identity.roleArn() != null ? identity.roleArn() : "*";
    }

    private static void put(Map<String, List<String>> keys, String key, String value) {
        if (value != null) {
            keys.put(key, List.of(value));
        }
    }

    private static void tags(Map<String, List<String>> keys, List<Tag> tags) {
        tags.forEach(tag -> put(keys, "aws:RequestTag/" + tag.key(), tag.value()));
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", tags.stream().map(Tag::key).toList());
        }
    }

    @Override
    public RuntimeException refusal(Access access, String message) {
        return Refusals.of("AccessDenied", FORBIDDEN, message);
    }
}
