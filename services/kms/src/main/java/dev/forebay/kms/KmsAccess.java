package dev.forebay.kms;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;

/**
 * What each operation of KMS needs. Nearly all are on one key, whose policy has the last word: the policies of identities count as
 * far as it lets them. Reads memory only.
 */
final class KmsAccess implements RuleTable {
    private static final String A_KEY = "key";
    private static final List<String> KEY = List.of(KeyConditions.CALLER_ACCOUNT, KeyConditions.VIA_SERVICE, KeyConditions.KEY_SPEC,
            KeyConditions.KEY_USAGE, KeyConditions.KEY_ORIGIN, KeyConditions.MULTI_REGION, KeyConditions.RESOURCE_ALIASES, ConditionKeys.RESOURCE_TAG);
    private static final List<String> ENCRYPTING = and(KEY, KeyConditions.REQUEST_ALIAS, KeyConditions.CONTEXT, KeyConditions.CONTEXT_KEYS,
            KeyConditions.ALGORITHM);

    private static final List<String> NEW_KEY = List.of(KeyConditions.CALLER_ACCOUNT, KeyConditions.VIA_SERVICE, KeyConditions.KEY_SPEC,
            KeyConditions.KEY_USAGE, KeyConditions.KEY_ORIGIN, KeyConditions.MULTI_REGION, "kms:BypassPolicyLockoutSafetyCheck",
            ConditionKeys.REQUEST_TAG, ConditionKeys.TAG_KEYS);

    private static final List<String> ON_EVERYTHING = List.of("ListKeys", "ListAliases", "ListRetirableGrants", "GenerateRandom",
            "CreateCustomKeyStore", "DescribeCustomKeyStores", "ConnectCustomKeyStore", "DisconnectCustomKeyStore", "UpdateCustomKeyStore",
            "DeleteCustomKeyStore");
    private static final List<String> ON_A_KEY = List.of("ListGrants", "RevokeGrant", "GetKeyRotationStatus");

    /** AWS: no policy of a key opens them to another account. */
    private static final List<String> ON_OWN_KEY = List.of("EnableKey", "DisableKey", "CancelKeyDeletion", "UpdateKeyDescription", "GetKeyPolicy",
            "ListKeyPolicies", "ListResourceTags", "DisableKeyRotation", "RotateKeyOnDemand", "ListKeyRotations", "GetParametersForImport",
            "ImportKeyMaterial", "DeleteImportedKeyMaterial", "UpdatePrimaryRegion");

    private final KmsService service;
    private final KeyAccess key;
    private final Map<String, AccessRule> rules;

    KmsAccess(KmsService service) {
        this.service = service;
        key = new KeyAccess(service);
        rules = RuleTable.of(Stream.of(plain(), cryptographic(), about(), aliases()).flatMap(Function.identity()));
    }

    private static List<String> and(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    private Stream<AccessRule> plain() {
        return Stream.of(ON_EVERYTHING.stream().map(operation -> AccessRule.onEverything("kms", operation)),
                ON_A_KEY.stream().map(operation -> onKey(operation, KEY)),
                ON_OWN_KEY.stream().map(operation -> onOwnKey(operation, KEY))).flatMap(Function.identity());
    }

    private Stream<AccessRule> cryptographic() {
        Stream<AccessRule> symmetric = Stream.of("Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext").map(name -> onKey(name, ENCRYPTING));
        Stream<AccessRule> pairs = Stream.of("GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext")
                .map(name -> onKey(name, and(ENCRYPTING, "kms:DataKeyPairSpec")));
        Stream<AccessRule> signing = Stream.of("Sign", "Verify")
                .map(name -> onKey(name, and(KEY, KeyConditions.REQUEST_ALIAS, "kms:SigningAlgorithm", "kms:MessageType")));
        Stream<AccessRule> macs = Stream.of("GenerateMac", "VerifyMac").map(name -> onKey(name, and(KEY, KeyConditions.REQUEST_ALIAS, "kms:MacAlgorithm")));
        return Stream.of(symmetric, pairs, signing, macs, Stream.of(
                new AccessRule("Decrypt", List.of("kms:Decrypt"), A_KEY, ENCRYPTING, this::decrypt),
                new AccessRule("ReEncrypt", List.of("kms:ReEncryptFrom", "kms:ReEncryptTo"), "key of the ciphertext; `kms:ReEncryptTo` on the other key",
                        and(ENCRYPTING, "kms:ReEncryptOnSameKey"), this::reEncrypt),
                onKey("DeriveSharedSecret", and(KEY, KeyConditions.REQUEST_ALIAS, "kms:KeyAgreementAlgorithm")),
                onKey("GetPublicKey", and(KEY, KeyConditions.REQUEST_ALIAS)),
                onKey("DescribeKey", and(KEY, KeyConditions.REQUEST_ALIAS)))).flatMap(Function.identity());
    }

    private Stream<AccessRule> about() {
        return Stream.of(
                new AccessRule("CreateKey", List.of("kms:CreateKey", "kms:TagResource"), "`*`; `kms:TagResource` with tags", NEW_KEY, KmsAccess::create),
                onOwnKey("ScheduleKeyDeletion", and(KEY, "kms:ScheduleKeyDeletionPendingWindowInDays")),
                onOwnKey("PutKeyPolicy", and(KEY, "kms:BypassPolicyLockoutSafetyCheck")),
                onOwnKey("ReplicateKey", and(KEY, "kms:BypassPolicyLockoutSafetyCheck")),
                onOwnKey("EnableKeyRotation", and(KEY, "kms:RotationPeriodInDays")),
                onKey("CreateGrant", and(KEY, KeyConditions.CONTEXT, KeyConditions.CONTEXT_KEYS, "kms:GranteePrincipal", "kms:RetiringPrincipal",
                        "kms:GrantOperations", "kms:GrantConstraintType", "kms:GrantIsForAWSResource")),
                new AccessRule("RetireGrant", List.of("kms:RetireGrant"), A_KEY, KEY, this::retire),
                new AccessRule("TagResource", List.of("kms:TagResource"), A_KEY, and(KEY, ConditionKeys.REQUEST_TAG, ConditionKeys.TAG_KEYS), this::tag),
                new AccessRule("UntagResource", List.of("kms:UntagResource"), A_KEY, and(KEY, ConditionKeys.TAG_KEYS), this::untag));
    }

    private Stream<AccessRule> aliases() {
        return Stream.of(onAlias("CreateAlias", "alias and key"), onAlias("UpdateAlias", "alias, key that it names and key that it will name"),
                onAlias("DeleteAlias", "alias and key that it names"));
    }

    private AccessRule onAlias(String operation, String resource) {
        return new AccessRule(operation, List.of("kms:" + operation), resource, KEY, (caller, request) -> alias(caller, request, operation));
    }

    private AccessRule onKey(String operation, List<String> keys) {
        return new AccessRule(operation, List.of("kms:" + operation), A_KEY, keys, (caller, request) ->
                List.of(key.on(caller, request, operation, named(request), context(request, "EncryptionContext"))));
    }

    private AccessRule onOwnKey(String operation, List<String> keys) {
        return new AccessRule(operation, List.of("kms:" + operation), A_KEY, keys,
                (caller, request) -> List.of(own(caller, request, operation, named(request))));
    }

    /** What a key says of it to callers of its own account, and to no others. */
    private Access own(Caller caller, SdkRequest request, String operation, String keyId) {
        Access access = key.on(caller, request, operation, keyId, Map.of());
        return access.with(access.side().within(access.owner(), caller));
    }

    private static String named(SdkRequest request) {
        return request.getValueForField("KeyId", String.class).orElse("");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> context(SdkRequest request, String member) {
        return (Map<String, String>) request.getValueForField(member, Map.class).orElse(Map.of());
    }

    private List<Access> decrypt(Caller caller, SdkRequest request) {
        DecryptRequest asked = (DecryptRequest) request;
        return List.of(asked.keyId() == null
                ? key.onCiphertext(caller, request, "Decrypt", asked.ciphertextBlob(), asked.encryptionContext())
                : key.on(caller, request, "Decrypt", asked.keyId(), asked.encryptionContext()));
    }

    private List<Access> reEncrypt(Caller caller, SdkRequest request) {
        ReEncryptRequest asked = (ReEncryptRequest) request;
        Access from = asked.sourceKeyId() == null
                ? key.onCiphertext(caller, request, "ReEncryptFrom", asked.ciphertextBlob(), asked.sourceEncryptionContext())
                : key.on(caller, request, "ReEncryptFrom", asked.sourceKeyId(), asked.sourceEncryptionContext());
        Access to = key.on(caller, request, "ReEncryptTo", asked.destinationKeyId(), asked.destinationEncryptionContext());
        String same = String.valueOf(from.resource().equals(to.resource()));
        return Stream.of(from, to).map(one -> one.with(ConditionKeys.of(one.keys()).with("kms:ReEncryptOnSameKey", same).map())).toList();
    }

    private static List<Access> create(Caller caller, SdkRequest request) {
        CreateKeyRequest asked = (CreateKeyRequest) request;
        ConditionKeys keys = KeyConditions.ofCaller(caller);
        KeyConditions.addNature(keys, NewKey.nature(asked));
        KeyConditions.addRequest(keys, caller, request);
        KeyConditions.addTags(keys, asked.tags());
        Access create = Access.of("kms:CreateKey", "*", caller.account()).with(keys.map());
        return asked.tags().isEmpty() ? List.of(create) : List.of(create, Access.of("kms:TagResource", "*", caller.account()).with(keys.map()));
    }

    private List<Access> retire(Caller caller, SdkRequest request) {
        RetireGrantRequest asked = (RetireGrantRequest) request;
        String keyId = asked.grantToken() == null ? named(request) : arn(caller, GrantTokens.keyId(asked.grantToken()));
        return List.of(key.on(caller, request, "RetireGrant", keyId, Map.of()));
    }

    private String arn(Caller caller, String keyId) {
        return service.rings().withKey(caller.region(), keyId).map(ring -> ring.place().arn("key/" + keyId)).orElse(keyId);
    }

    private List<Access> tag(Caller caller, SdkRequest request) {
        Access access = own(caller, request, "TagResource", named(request));
        ConditionKeys keys = ConditionKeys.of(access.keys());
        KeyConditions.addTags(keys, ((TagResourceRequest) request).tags());
        return List.of(access.with(keys.map()));
    }

    private List<Access> untag(Caller caller, SdkRequest request) {
        Access access = own(caller, request, "UntagResource", named(request));
        return List.of(access.with(ConditionKeys.of(access.keys()).with(ConditionKeys.TAG_KEYS, ((UntagResourceRequest) request).tagKeys()).map()));
    }

    /** AWS: an alias is changed by who may change it and each key that it points at, before and after. */
    private List<Access> alias(Caller caller, SdkRequest request, String operation) {
        String alias = request.getValueForField("AliasName", String.class).orElse("");
        Access onAlias = Access.of("kms:" + operation, Place.of(caller).arn(alias), caller.account()).with(KeyConditions.ofCaller(caller).map());
        Stream<String> before = request instanceof UpdateAliasRequest || request instanceof DeleteAliasRequest
                ? service.rings().look(Place.of(caller)).peekAlias(alias).map(Alias::keyId).stream() : Stream.empty();
        Stream<String> after = request instanceof CreateAliasRequest || request instanceof UpdateAliasRequest
                ? request.getValueForField("TargetKeyId", String.class).stream() : Stream.empty();
        return Stream.concat(Stream.of(onAlias),
                Stream.concat(before, after).map(keyId -> own(caller, request, operation, keyId))).distinct().toList();
    }

    @Override
    public String service() {
        return "kms";
    }

    @Override
    public Map<String, AccessRule> rules() {
        return rules;
    }

    @Override
    public RuntimeException refusal(Access access, String message) {
        return KmsErrors.accessDenied(message);
    }
}
