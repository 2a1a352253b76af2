package dev.forebay.kms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.OriginType;

/** A key in AWS's words. */
final class KeyDescription {
    private KeyDescription() {}

    static KeyMetadata of(KeyRecord key) {
        KeyMetadata.Builder about = KeyMetadata.builder()
                .awsAccountId(key.name().place().account().value())
                .keyId(key.name().id())
                .arn(key.arn())
                .creationDate(Instant.ofEpochMilli(key.createdAt()))
                .enabled(key.life().isEnabled())
                .description(key.description())
                .keyState(key.life().state().text())
                .origin(OriginType.AWS_KMS)
                .keyManager(key.nature().owner() == Nature.Owner.CUSTOMER ? KeyManagerType.CUSTOMER : KeyManagerType.AWS)
                .multiRegion(false);
        if (key.life().isPendingDeletion()) {
            about.deletionDate(Instant.ofEpochMilli(key.life().deletionAt()));
        }
        if (!key.nature().spec().isPair() && key.nature().usage() == Usage.ENCRYPT_DECRYPT) {
            about.currentKeyMaterialId(materialId(key, key.current()));
        }
        return withAlgorithms(about, key.nature()).build();
    }

    /** AWS: still tells the spec under its old name too. */
    @SuppressWarnings("deprecation")
    private static KeyMetadata.Builder withAlgorithms(KeyMetadata.Builder about, Nature nature) {
        Spec spec = nature.spec();
        return about.keyUsage(nature.usage().name())
                .keySpec(spec.name())
                .customerMasterKeySpec(spec.name())
                .encryptionAlgorithmsWithStrings(orNull(spec.encryptionAlgorithms(nature.usage())))
                .signingAlgorithmsWithStrings(orNull(spec.signingAlgorithms(nature.usage())))
                .macAlgorithmsWithStrings(orNull(spec.macAlgorithms()))
                .keyAgreementAlgorithmsWithStrings(orNull(spec.agreementAlgorithms(nature.usage())));
    }

    /** AWS: leaves out what does not apply. */
    static List<String> orNull(List<String> all) {
        return all.isEmpty() ? null : all;
    }

    /** AWS: 64 hexadecimal digits that tell of nothing. */
    static String materialId(KeyRecord key, Version version) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((key.arn() + "#" + version.number()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
