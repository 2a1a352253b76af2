package dev.forebay.kms;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;

/** What key a request asks for. */
final class NewKey {
    private static final List<String> SPECS = Arrays.stream(Spec.values()).map(Enum::name).toList();
    private static final List<String> USAGES = Arrays.stream(Usage.values()).map(Enum::name).toList();

    private NewKey() {}

    static Nature nature(CreateKeyRequest request) {
        refuseWhatIsNotServed(request);
        Spec spec = spec(request);
        Usage usage = usage(request, spec);
        if (!spec.usages().contains(usage)) {
            throw KmsErrors.validation("KeyUsage " + usage + " is not compatible with KeySpec " + spec + ".");
        }
        return new Nature(spec, usage, Nature.Owner.CUSTOMER);
    }

    private static void refuseWhatIsNotServed(CreateKeyRequest request) {
        if (Boolean.TRUE.equals(request.multiRegion())) {
            throw KmsErrors.unsupported("MultiRegion keys are not served here. See docs/kms.md for what is.");
        }
        if (request.origin() != null && !request.originAsString().equals("AWS_KMS")) {
            throw KmsErrors.unsupported("Origin " + request.originAsString() + " is not served here. See docs/kms.md for what is.");
        }
        if (request.customKeyStoreId() != null || request.xksKeyId() != null) {
            throw KmsErrors.unsupported("Custom key stores are not served here. See docs/kms.md for what is.");
        }
    }

    /** AWS: the spec may come under its old name. */
    @SuppressWarnings("deprecation")
    private static Spec spec(CreateKeyRequest request) {
        if (request.keySpec() != null && request.customerMasterKeySpec() != null) {
            throw KmsErrors.validation("You cannot specify KeySpec and CustomerMasterKeySpec in the same request. "
                    + "CustomerMasterKeySpec is deprecated.");
        }
        String name = request.keySpec() != null ? request.keySpecAsString() : request.customerMasterKeySpecAsString();
        if (name == null) {
            return Spec.SYMMETRIC_DEFAULT;
        }
        if (name.equals("SM2")) {
            // AWS: in regions in China only.
            throw KmsErrors.unsupported("KeySpec SM2 is not supported in this region.");
        }
        return Spec.named(Checks.oneOf("keySpec", name, SPECS)).orElseThrow();
    }

    private static Usage usage(CreateKeyRequest request, Spec spec) {
        if (request.keyUsage() != null) {
            return Usage.named(Checks.oneOf("keyUsage", request.keyUsageAsString(), USAGES)).orElseThrow();
        }
        if (spec != Spec.SYMMETRIC_DEFAULT) {
            throw KmsErrors.validation("You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
        }
        return Usage.ENCRYPT_DECRYPT;
    }
}
