package dev.forebay.iam;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.access.Refusals;
import dev.forebay.access.ResourceSide;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/** What operations of STS need. The trust policy of a role has the last word on who may assume it. */
final class StsAccess implements RuleTable {
    private static final int FORBIDDEN = 403;
    private static final String ASSUME = "sts:AssumeRole";
    private static final String FEDERATE = "sts:GetFederationToken";
    private static final String TAG = "sts:TagSession";
    private static final String SET_IDENTITY = "sts:SetSourceIdentity";
    private static final String SESSION_NAME = "sts:RoleSessionName";
    private static final String EXTERNAL_ID = "sts:ExternalId";
    private static final String IDENTITY = "sts:SourceIdentity";
    private static final String TRANSITIVE = "sts:TransitiveTagKeys";

    private static final List<String> NOT_SERVED = List.of("AssumeRoleWithSAML", "AssumeRoot", "DecodeAuthorizationMessage", "GetAccessKeyInfo",
            "GetDelegatedAccessToken", "GetWebIdentityToken");

    private final Accounts accounts;
    private final Map<String, AccessRule> rules;

    StsAccess(Accounts accounts) {
        this.accounts = accounts;
        rules = RuleTable.of(Stream.concat(served(), NOT_SERVED.stream().map(operation -> AccessRule.onEverything("sts", operation))));
    }

    private Stream<AccessRule> served() {
        return Stream.of(
                new AccessRule("AssumeRole", List.of(ASSUME, TAG, SET_IDENTITY), "role; `" + TAG + "` with tags, `" + SET_IDENTITY + "` with a source identity",
                        List.of(SESSION_NAME, EXTERNAL_ID, IDENTITY, TRANSITIVE, ConditionKeys.RESOURCE_TAG, IamKeys.RESOURCE_TAG,
                                ConditionKeys.REQUEST_TAG, ConditionKeys.TAG_KEYS), this::assume),
                new AccessRule("GetFederationToken", List.of(FEDERATE, TAG), "federated user; `" + TAG + "` with tags",
                        List.of(ConditionKeys.REQUEST_TAG, ConditionKeys.TAG_KEYS), StsAccess::federate),
                free("GetCallerIdentity", "nothing"), free("GetSessionToken", "nothing"),
                free("AssumeRoleWithWebIdentity", "nothing; the role's trust policy decides on the token"));
    }

    /** AWS: nobody needs a permission for these; a web identity proves itself by its token. */
    private static AccessRule free(String operation, String words) {
        return new AccessRule(operation, List.of(), words, List.of(), (_, _) -> List.of());
    }

    private List<Access> assume(Caller caller, SdkRequest given) {
        if (caller.principal().kind() == Principal.Kind.ROOT) {
            throw Refusals.of("AccessDenied", FORBIDDEN, "Roles may not be assumed by root accounts.");
        }
        AssumeRoleRequest request = (AssumeRoleRequest) given;
        String arn = request.roleArn();
        Optional<StsContext.Found> found = StsContext.role(accounts, arn, Account::state);
        ConditionKeys keys = tags(request.tags()).with(SESSION_NAME, request.roleSessionName()).with(EXTERNAL_ID, request.externalId())
                .with(IDENTITY, request.sourceIdentity()).with(TRANSITIVE, request.transitiveTagKeys());
        found.ifPresent(role -> role.role().tags().all().forEach((key, value) ->
                keys.with(ConditionKeys.RESOURCE_TAG + key, value).with(IamKeys.RESOURCE_TAG + key, value)));
        // AWS: a trust policy that names everybody means everybody who signed.
        boolean signed = caller.principal().kind() != Principal.Kind.ANONYMOUS;
        ResourceSide trust = ResourceSide.deciding(found.filter(_ -> signed).map(role -> role.role().settings().trust()).orElse(""));
        return actions(request).map(action -> Access.of(action, arn, owner(caller, arn)).with(keys.map()).with(trust)).toList();
    }

    private static Stream<String> actions(AssumeRoleRequest request) {
        return Stream.of(Stream.of(ASSUME), request.tags().isEmpty() ? Stream.<String>of() : Stream.of(TAG),
                Optional.ofNullable(request.sourceIdentity()).map(_ -> SET_IDENTITY).stream()).flatMap(some -> some);
    }

    private static AccountId owner(Caller caller, String arn) {
        return Arn.parse(arn).map(Arn::account).filter(AccountId::isValid).map(AccountId::new).orElse(caller.account());
    }

    private static List<Access> federate(Caller caller, SdkRequest given) {
        GetFederationTokenRequest request = (GetFederationTokenRequest) given;
        String arn = "arn:aws:sts::" + caller.account() + ":federated-user/" + request.name();
        return Stream.concat(Stream.of(FEDERATE), request.tags().isEmpty() ? Stream.of() : Stream.of(TAG))
                .map(action -> Access.of(action, arn, caller.account()).with(tags(request.tags()).map())).toList();
    }

    private static ConditionKeys tags(List<Tag> tags) {
        ConditionKeys keys = ConditionKeys.none().with(ConditionKeys.TAG_KEYS, tags.stream().map(Tag::key).toList());
        tags.forEach(tag -> keys.with(ConditionKeys.REQUEST_TAG + tag.key(), tag.value()));
        return keys;
    }

    @Override
    public String subject(SdkRequest request) {
        return request instanceof AssumeRoleWithWebIdentityRequest identity && identity.roleArn() != null ? identity.roleArn() : "*";
    }

    @Override
    public String service() {
        return "sts";
    }

    @Override
    public Map<String, AccessRule> rules() {
        return rules;
    }

    @Override
    public RuntimeException refusal(Access access, String message) {
        return Refusals.of("AccessDenied", FORBIDDEN, message);
    }
}
