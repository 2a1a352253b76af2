package dev.forebay.kms;

import dev.forebay.access.ConditionKeys;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.Tag;

/** The condition keys that come with a call: of the caller, of the key and of the request. */
final class KeyConditions {
    static final String CALLER_ACCOUNT = "kms:CallerAccount";
    static final String VIA_SERVICE = "kms:ViaService";
    static final String KEY_SPEC = "kms:KeySpec";
    static final String KEY_USAGE = "kms:KeyUsage";
    static final String KEY_ORIGIN = "kms:KeyOrigin";
    static final String MULTI_REGION = "kms:MultiRegion";
    static final String RESOURCE_ALIASES = "kms:ResourceAliases";
    static final String REQUEST_ALIAS = "kms:RequestAlias";
    static final String CONTEXT = "kms:EncryptionContext:";
    static final String CONTEXT_KEYS = "kms:EncryptionContextKeys";

    static final String ALGORITHM = "kms:EncryptionAlgorithm";

    /** What encrypts and decrypts, and the member that says by which algorithm; data keys are encrypted by the usual one. */
    private static final Map<String, String> ALGORITHMS = Map.of(
            "Encrypt", "EncryptionAlgorithm",
            "Decrypt", "EncryptionAlgorithm",
            "ReEncryptFrom", "SourceEncryptionAlgorithm",
            "ReEncryptTo", "DestinationEncryptionAlgorithm",
            "GenerateDataKey", "",
            "GenerateDataKeyWithoutPlaintext", "",
            "GenerateDataKeyPair", "",
            "GenerateDataKeyPairWithoutPlaintext", "");

    /** What a request may say, by the member that says it. */
    private static final Map<String, String> MEMBERS = Map.of(
            "SigningAlgorithm", "kms:SigningAlgorithm",
            "MacAlgorithm", "kms:MacAlgorithm",
            "MessageType", "kms:MessageType",
            "KeyPairSpec", "kms:DataKeyPairSpec",
            "KeyAgreementAlgorithm", "kms:KeyAgreementAlgorithm",
            "PendingWindowInDays", "kms:ScheduleKeyDeletionPendingWindowInDays",
            "RotationPeriodInDays", "kms:RotationPeriodInDays",
            "BypassPolicyLockoutSafetyCheck", "kms:BypassPolicyLockoutSafetyCheck");

    private KeyConditions() {}

    static ConditionKeys ofCaller(Caller caller) {
        return ConditionKeys.none().with(CALLER_ACCOUNT, caller.account().value()).with(VIA_SERVICE, service(caller).orElse(null));
    }

    /** The service that calls, or that somebody's call came through. */
    private static Optional<String> service(Caller caller) {
        if (!caller.origin().viaService().isEmpty()) {
            return Optional.of(caller.origin().viaService());
        }
        return caller.principal().kind() == Principal.Kind.SERVICE
                ? Optional.of(caller.principal().arn().replace(".amazonaws.com", "." + caller.region() + ".amazonaws.com"))
                : Optional.empty();
    }

    static void addNature(ConditionKeys keys, Nature nature) {
        keys.with(KEY_SPEC, nature.spec().name()).with(KEY_USAGE, nature.usage().name()).with(KEY_ORIGIN, "AWS_KMS").with(MULTI_REGION, "false");
    }

    static void addKey(ConditionKeys keys, KeyRing ring, KeyRecord key) {
        addNature(keys, key.nature());
        keys.with(RESOURCE_ALIASES, ring.peekAliases(key.name().id()));
        key.tags().forEach((tag, value) -> keys.with(ConditionKeys.RESOURCE_TAG + tag, value));
    }

    static void addContext(ConditionKeys keys, Map<String, String> context) {
        context.forEach((name, value) -> keys.with(CONTEXT + name, value));
        keys.with(CONTEXT_KEYS, context.keySet());
    }

    static void addRequest(ConditionKeys keys, Caller caller, SdkRequest request) {
        MEMBERS.forEach((member, key) -> request.getValueForField(member, Object.class).ifPresent(value -> keys.with(key, value.toString())));
        if (request instanceof CreateGrantRequest grant) {
            addGrant(keys, grant);
            keys.with("kms:GrantIsForAWSResource", String.valueOf(service(caller).isPresent()));
        }
    }

    /** AWS: where a request names none it is the algorithm of symmetric keys. */
    static void addAlgorithm(ConditionKeys keys, String operation, SdkRequest request) {
        if (ALGORITHMS.containsKey(operation)) {
            keys.with(ALGORITHM, request.getValueForField(ALGORITHMS.get(operation), String.class).orElse(Spec.SYMMETRIC_DEFAULT.name()));
        }
    }

    private static void addGrant(ConditionKeys keys, CreateGrantRequest grant) {
        keys.with("kms:GranteePrincipal", grant.granteePrincipal())
                .with("kms:RetiringPrincipal", grant.retiringPrincipal())
                .with("kms:GrantOperations", grant.operationsAsStrings());
        GrantConstraints constraints = grant.constraints();
        if (constraints != null) {
            boolean equal = constraints.hasEncryptionContextEquals();
            keys.with("kms:GrantConstraintType", equal ? "EncryptionContextEquals" : "EncryptionContextSubset");
            // AWS: the context of a new grant is that of its constraint.
            addContext(keys, equal ? constraints.encryptionContextEquals() : constraints.encryptionContextSubset());
        }
    }

    static void addTags(ConditionKeys keys, List<Tag> tags) {
        tags.forEach(tag -> keys.with(ConditionKeys.REQUEST_TAG + tag.tagKey(), tag.tagValue()));
        keys.with(ConditionKeys.TAG_KEYS, tags.stream().map(Tag::tagKey).toList());
    }
}
