package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** The life of keys. */
final class KeyOperations {
    private static final int USUAL_KEYS = 100;
    private static final int MOST_KEYS = 1_000;
    private static final int MOST_DESCRIPTION = 8_192;
    private static final int LEAST_WINDOW_DAYS = 7;
    private static final int MOST_WINDOW_DAYS = 30;

    private final KmsService service;
    private final Caller caller;
    private final KeyFinder finder;

    KeyOperations(KmsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
        finder = new KeyFinder(service, caller);
    }

    CreateKeyResponse create(CreateKeyRequest request) {
        Nature nature = NewKey.nature(request);
        Place place = Place.of(caller);
        String description = request.description() == null ? "" : Checks.text("description", request.description(), MOST_DESCRIPTION);
        String policy = request.policy() == null ? KeyPolicies.ofCustomer(place)
                : KeyPolicyCheck.checked(request.policy(), caller, Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck()));
        Map<String, String> tags = Tags.with(Map.of(), request.tags());
        KeyName name = service.newName(place);
        long now = service.now();
        KeyRecord key = new KeyRecord(name, now, nature, Life.ENABLED, description, policy, tags, Rotation.OFF,
                List.of(service.materials().make(name, nature.spec(), Version.Origin.FIRST, now)));
        service.rings().at(place).grow(decision -> {
            decision.requireRoom();
            decision.put(key);
            return key;
        });
        return CreateKeyResponse.builder().keyMetadata(KeyDescription.of(key)).build();
    }

    DescribeKeyResponse describe(DescribeKeyRequest request) {
        return DescribeKeyResponse.builder().keyMetadata(KeyDescription.of(finder.find(Checks.required("keyId", request.keyId())).key())).build();
    }

    ListKeysResponse list(ListKeysRequest request) {
        List<KeyRecord> all = service.rings().at(Place.of(caller)).keys().stream()
                .filter(key -> key.nature().owner() != Nature.Owner.SERVICE).toList();
        Page<KeyRecord> page = Page.of(all, key -> key.name().id(), new Page.Wanted(USUAL_KEYS, MOST_KEYS, request.limit(), request.marker()));
        return ListKeysResponse.builder()
                .keys(page.items().stream().map(key -> KeyListEntry.builder().keyId(key.name().id()).keyArn(key.arn()).build()).toList())
                .truncated(page.truncated())
                .nextMarker(page.marker())
                .build();
    }

    EnableKeyResponse enable(EnableKeyRequest request) {
        live(request.keyId(), Life.ENABLED);
        return EnableKeyResponse.builder().build();
    }

    DisableKeyResponse disable(DisableKeyRequest request) {
        live(request.keyId(), Life.DISABLED);
        return DisableKeyResponse.builder().build();
    }

    private void live(String keyId, Life life) {
        KeyFinder.Found found = finder.changeable(Checks.required("keyId", keyId));
        KeyRecord changed = found.ring().change(found.key().name().id(), key -> KeyFinder.Found.requireAlive(key).with(life));
        service.deadlines().set(changed);
    }

    ScheduleKeyDeletionResponse scheduleDeletion(ScheduleKeyDeletionRequest request) {
        KeyFinder.Found found = finder.changeable(Checks.required("keyId", request.keyId()));
        // AWS: the model says 1 to 365, the service 7 to 30.
        int days = Checks.between("pendingWindowInDays", request.pendingWindowInDays() == null ? MOST_WINDOW_DAYS : request.pendingWindowInDays(),
                LEAST_WINDOW_DAYS, MOST_WINDOW_DAYS);
        long at = service.now() + days * Rotation.DAY_MILLIS;
        KeyRecord changed = found.ring().change(found.key().name().id(), key -> KeyFinder.Found.requireAlive(key).with(Life.pendingDeletion(at, days)));
        service.deadlines().set(changed);
        return ScheduleKeyDeletionResponse.builder()
                .keyId(changed.arn())
                .deletionDate(Instant.ofEpochMilli(at))
                .keyState(changed.life().state().text())
                .pendingWindowInDays(days)
                .build();
    }

    /** AWS: what was to be deleted comes back disabled. */
    CancelKeyDeletionResponse cancelDeletion(CancelKeyDeletionRequest request) {
        KeyFinder.Found found = finder.changeable(Checks.required("keyId", request.keyId()));
        KeyRecord changed = found.ring().change(found.key().name().id(), key -> {
            if (!key.life().isPendingDeletion()) {
                throw KmsErrors.invalidState(key.arn() + " is not pending deletion.");
            }
            return key.with(Life.DISABLED);
        });
        return CancelKeyDeletionResponse.builder().keyId(changed.arn()).build();
    }

    UpdateKeyDescriptionResponse describeAnew(UpdateKeyDescriptionRequest request) {
        KeyFinder.Found found = finder.changeable(Checks.required("keyId", request.keyId()));
        String description = Checks.text("description", request.description(), MOST_DESCRIPTION);
        found.ring().change(found.key().name().id(), key -> KeyFinder.Found.requireAlive(key).described(description));
        return UpdateKeyDescriptionResponse.builder().build();
    }
}
