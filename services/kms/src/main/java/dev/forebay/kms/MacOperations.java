package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/** Message authentication codes: HMACs. */
final class MacOperations {
    private static final List<String> ALGORITHMS = List.of("HMAC_SHA_384", "HMAC_SHA_256", "HMAC_SHA_224", "HMAC_SHA_512");

    private final KmsService service;
    private final KeyFinder finder;
    private final GrantTokens tokens;

    MacOperations(KmsService service, Caller caller) {
        this.service = service;
        finder = new KeyFinder(service, caller);
        tokens = new GrantTokens(service, caller);
    }

    GenerateMacResponse generate(GenerateMacRequest request) {
        byte[] message = Checks.blob("message", request.message(), CipherOperations.MOST_PLAINTEXT);
        String algorithm = algorithm(request.macAlgorithmAsString());
        tokens.check(request.grantTokens());
        KeyRecord key = key(request.keyId(), algorithm, "GenerateMac");
        Checks.dryRun(request.dryRun());
        return GenerateMacResponse.builder()
                .keyId(key.arn())
                .mac(SdkBytes.fromByteArrayUnsafe(mac(key, message)))
                .macAlgorithm(algorithm)
                .build();
    }

    VerifyMacResponse verify(VerifyMacRequest request) {
        byte[] message = Checks.blob("message", request.message(), CipherOperations.MOST_PLAINTEXT);
        byte[] mac = Checks.blob("mac", request.mac(), CipherOperations.MOST_CIPHERTEXT);
        String algorithm = algorithm(request.macAlgorithmAsString());
        tokens.check(request.grantTokens());
        KeyRecord key = key(request.keyId(), algorithm, "VerifyMac");
        Checks.dryRun(request.dryRun());
        if (!MessageDigest.isEqual(mac(key, message), mac)) {
            throw KmsErrors.invalidMac();
        }
        return VerifyMacResponse.builder().keyId(key.arn()).macValid(true).macAlgorithm(algorithm).build();
    }

    private static String algorithm(String given) {
        return Checks.oneOf("macAlgorithm", Checks.required("macAlgorithm", given), ALGORITHMS);
    }

    private KeyRecord key(String keyId, String algorithm, String operation) {
        KeyRecord key = finder.find(Checks.required("keyId", keyId)).usable(Usage.GENERATE_VERIFY_MAC, operation);
        if (!key.nature().spec().macAlgorithms().contains(algorithm)) {
            throw KmsErrors.wrongAlgorithm(algorithm, key.nature().spec());
        }
        return key;
    }

    private byte[] mac(KeyRecord key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(key.nature().spec().algorithm());
            mac.init(((Material.Secret) service.materials().open(key, key.current())).key());
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a MAC with " + key.arn(), e);
        }
    }
}
