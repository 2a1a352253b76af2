package dev.forebay.envelope;

import dev.forebay.envelope.KeyRefused.Reason;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** KMS as a service asks it: for new data keys, and to open old ones. No lock may be held. */
final class KeyService {
    private final String service;
    private final String contextName;
    private final Function<Caller, KmsClient> kms;

    /** {@code contextName}: what AWS calls the resource in the encryption context, such as {@code aws:sqs:arn}. */
    KeyService(String service, String contextName, Function<Caller, KmsClient> kms) {
        this.service = service;
        this.contextName = contextName;
        this.kms = kms;
    }

    /** A new data key in the clear, and encrypted. */
    Generated generate(KeyUse use) {
        GenerateDataKeyResponse response = asked(() -> client(use.caller(), use.owner().region()).generateDataKey(request -> request
                .keyId(use.keyArn()).keySpec(DataKeySpec.AES_256).encryptionContext(context(use.owner().arn()))));
        return new Generated(response.keyId(), response.ciphertextBlob().asByteArray(), response.plaintext().asByteArrayUnsafe());
    }

    /** A data key in the clear. The array is for the caller to wipe. */
    byte[] decrypt(WrappedKey wrapped, Caller caller) {
        Caller who = wrapped.isOwned() ? Caller.service(service, wrapped.account(), wrapped.region()) : caller;
        return asked(() -> client(who, wrapped.region()).decrypt(request -> request
                .keyId(wrapped.keyArn()).ciphertextBlob(SdkBytes.fromByteArray(wrapped.blob())).encryptionContext(context(wrapped.resource()))))
                .plaintext().asByteArrayUnsafe();
    }

    private KmsClient client(Caller caller, Region region) {
        Caller there = new Caller(caller.account(), region, caller.principal(), caller.origin().via(service + "." + region + ".amazonaws.com"));
        return kms.apply(there);
    }

    private Map<String, String> context(String resource) {
        return resource.isEmpty() ? Map.of() : Map.of(contextName, resource);
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            if (code(e).equals("InvalidCiphertextException") || code(e).equals("IncorrectKeyException")) {
                throw new SealBroken("KMS does not know the encrypted data key", e);
            }
            throw reason(code(e)).<RuntimeException>map(reason -> new KeyRefused(reason, message(e))).orElse(e);
        }
    }

    private static Optional<Reason> reason(String code) {
        return Optional.ofNullable(switch (code) {
            case "DisabledException" -> Reason.DISABLED;
            case "KMSInvalidStateException" -> Reason.INVALID_STATE;
            case "NotFoundException", "InvalidArnException" -> Reason.NOT_FOUND;
            case "AccessDeniedException", "AccessDenied" -> Reason.ACCESS_DENIED;
            case "ThrottlingException", "LimitExceededException" -> Reason.THROTTLED;
            case "OptInRequired", "SubscriptionRequiredException" -> Reason.OPT_IN_REQUIRED;
            case "InvalidKeyUsageException" -> Reason.INVALID_USAGE;
            default -> null;
        });
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null ? "" : Optional.ofNullable(e.awsErrorDetails().errorCode()).orElse("");
    }

    private static String message(AwsServiceException e) {
        return Optional.ofNullable(e.awsErrorDetails().errorMessage()).orElse(code(e));
    }

    /**
     * A data key as KMS makes it.
     *
     * @param keyArn the KMS key
     * @param blob   encrypted
     * @param secret in the clear; to be wiped once it was used
     */
    record Generated(String keyArn, byte[] blob, byte[] secret) {
        void wipe() {
            Arrays.fill(secret, (byte) 0);
        }

        @Override
        public String toString() {
            return "Generated[" + keyArn + "]";
        }
    }
}
