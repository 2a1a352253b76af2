package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/** New material for keys: the newest encrypts, all of them decrypt. */
final class RotationOperations {
    private static final int LEAST_DAYS = 90;
    private static final int MOST_DAYS = 2_560;
    private static final int USUAL_ENTRIES = 100;
    private static final int MOST_ENTRIES = 1_000;

    /** AWS: in all the life of a key. */
    private static final int MOST_ON_DEMAND = 25;

    private final KmsService service;
    private final KeyFinder finder;

    RotationOperations(KmsService service, Caller caller) {
        this.service = service;
        finder = new KeyFinder(service, caller);
    }

    EnableKeyRotationResponse enable(EnableKeyRotationRequest request) {
        Integer days = request.rotationPeriodInDays();
        if (days != null) {
            Checks.between("rotationPeriodInDays", days, LEAST_DAYS, MOST_DAYS);
        }
        KeyFinder.Found found = finder.changeable(Checks.required("keyId", request.keyId()));
        requireRotating(found.enabled());
        KeyRecord changed = found.ring().change(found.key().name().id(), key -> {
            if (days == null && key.rotation().isOn()) {
                return key;
            }
            return key.with(Rotation.every(days == null ? Rotation.DEFAULT_DAYS : days, service.now()));
        });
        service.deadlines().set(changed);
        return EnableKeyRotationResponse.builder().build();
    }

    /** AWS: no key but a symmetric one rotates, and no word of why. */
    private static KeyRecord requireRotating(KeyRecord key) {
        if (key.nature().spec() != Spec.SYMMETRIC_DEFAULT) {
            throw KmsErrors.unsupported("");
        }
        return key;
    }

    DisableKeyRotationResponse disable(DisableKeyRotationRequest request) {
        KeyFinder.Found found = finder.changeable(Checks.required("keyId", request.keyId()));
        found.enabled();
        found.ring().change(found.key().name().id(), key -> key.with(Rotation.OFF));
        return DisableKeyRotationResponse.builder().build();
    }

    GetKeyRotationStatusResponse status(GetKeyRotationStatusRequest request) {
        KeyRecord key = requireRotating(finder.named(Checks.required("keyId", request.keyId())).key());
        boolean on = key.rotation().isOn() && !key.life().isPendingDeletion();
        GetKeyRotationStatusResponse.Builder status = GetKeyRotationStatusResponse.builder().keyId(key.arn()).keyRotationEnabled(on);
        if (on) {
            status.rotationPeriodInDays(key.rotation().periodDays()).nextRotationDate(Instant.ofEpochMilli(key.rotation().nextAt()));
        }
        return status.build();
    }

    RotateKeyOnDemandResponse rotate(RotateKeyOnDemandRequest request) {
        KeyFinder.Found found = finder.changeable(Checks.required("keyId", request.keyId()));
        KeyRecord seen = requireRotating(found.enabled());
        Version fresh = service.materials().make(seen.name(), seen.nature().spec(), Version.Origin.ON_DEMAND, service.now());
        found.ring().change(seen.name().id(), key -> {
            if (key.versions().stream().filter(one -> one.origin() == Version.Origin.ON_DEMAND).count() >= MOST_ON_DEMAND) {
                throw KmsErrors.limitExceeded("A key is rotated on demand " + MOST_ON_DEMAND + " times at most: " + key.arn());
            }
            return key.with(fresh);
        });
        return RotateKeyOnDemandResponse.builder().keyId(seen.arn()).build();
    }

    ListKeyRotationsResponse list(ListKeyRotationsRequest request) {
        KeyRecord key = finder.own(Checks.required("keyId", request.keyId())).requireAlive();
        if (key.nature().spec() != Spec.SYMMETRIC_DEFAULT) {
            throw KmsErrors.unsupported("");
        }
        boolean all = "ALL_KEY_MATERIAL".equals(request.includeKeyMaterialAsString());
        List<Version> versions = key.versions().stream().filter(one -> all || one.origin() != Version.Origin.FIRST).toList();
        Page<Version> page = Page.of(versions, one -> "%010d".formatted(one.number()),
                new Page.Wanted(USUAL_ENTRIES, MOST_ENTRIES, request.limit(), request.marker()));
        return ListKeyRotationsResponse.builder()
                .rotations(page.items().stream().map(one -> entry(key, one)).toList())
                .truncated(page.truncated())
                .nextMarker(page.marker())
                .build();
    }

    private static RotationsListEntry entry(KeyRecord key, Version version) {
        RotationsListEntry.Builder entry = RotationsListEntry.builder()
                .keyId(key.arn())
                .keyMaterialId(KeyDescription.materialId(key, version))
                .keyMaterialState(version == key.current() ? "CURRENT" : "NON_CURRENT");
        if (version.origin() != Version.Origin.FIRST) {
            entry.rotationDate(Instant.ofEpochMilli(version.createdAt())).rotationType(version.origin().name());
        }
        return entry.build();
    }
}
