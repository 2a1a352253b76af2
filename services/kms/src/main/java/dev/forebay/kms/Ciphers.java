package dev.forebay.kms;

import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Encrypts and decrypts for a caller, with whatever key and algorithm. */
final class Ciphers {
    static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

    private static final List<String> ALGORITHMS = List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE", SYMMETRIC);

    private final KeyFinder finder;
    private final SymmetricCipher symmetric;
    private final RsaCipher rsa;

    Ciphers(KmsService service, Caller caller) {
        finder = new KeyFinder(service, caller);
        symmetric = new SymmetricCipher(service.materials());
        rsa = new RsaCipher(service.materials());
    }

    /** The algorithm that a request names, or AWS's usual one. */
    static String algorithm(String member, String given) {
        return given == null ? SYMMETRIC : Checks.oneOf(member, given, ALGORITHMS);
    }

    /**
     * A key that is to encrypt.
     *
     * @param operation as AWS names it in a refusal
     */
    KeyRecord encrypting(String keyId, String algorithm, String operation) {
        KeyRecord key = finder.find(keyId).usable(Usage.ENCRYPT_DECRYPT, operation);
        requireCompatible(key, algorithm);
        return key;
    }

    private static void requireCompatible(KeyRecord key, String algorithm) {
        if (!key.nature().spec().encryptionAlgorithms(key.nature().usage()).contains(algorithm)) {
            throw KmsErrors.wrongAlgorithm(algorithm, key.nature().spec());
        }
    }

    byte[] encrypt(KeyRecord key, String algorithm, byte[] plaintext, Map<String, String> context) {
        if (algorithm.equals(SYMMETRIC)) {
            return symmetric.encrypt(key, plaintext, context);
        }
        requireNoContext(context);
        return rsa.encrypt(key, algorithm, plaintext);
    }

    private static void requireNoContext(Map<String, String> context) {
        if (!context.isEmpty()) {
            throw KmsErrors.validation("An encryption context is not supported with an asymmetric encryption algorithm.");
        }
    }

    /** What is to be decrypted: with which key, unless the ciphertext tells, and how. */
    record Sealed(Optional<String> keyId, String algorithm, byte[] blob, Map<String, String> context) {}

    /** What was decrypted, and with what. */
    record Opened(KeyRecord key, String materialId, byte[] plaintext) {}

    Opened decrypt(Sealed sealed, String operation) {
        return sealed.algorithm.equals(SYMMETRIC) ? decryptSymmetric(sealed, operation) : decryptRsa(sealed, operation);
    }

    private Opened decryptSymmetric(Sealed sealed, String operation) {
        Optional<KeyFinder.Found> named = sealed.keyId.map(finder::find);
        Ciphertext blob = Ciphertext.read(sealed.blob).orElseThrow(KmsErrors::invalidCiphertext);
        if (named.isPresent() && !named.get().key().name().id().equals(blob.keyId())) {
            throw KmsErrors.incorrectKey();
        }
        KeyRecord key = named.or(() -> finder.ofCiphertext(blob.keyId())).orElseThrow(KmsErrors::unknownCiphertext)
                .usable(Usage.ENCRYPT_DECRYPT, operation);
        byte[] plaintext = symmetric.decrypt(key, blob, sealed.context);
        String material = key.versions().stream().filter(one -> one.number() == blob.number()).findFirst()
                .map(one -> KeyDescription.materialId(key, one)).orElseThrow();
        return new Opened(key, material, plaintext);
    }

    private Opened decryptRsa(Sealed sealed, String operation) {
        String keyId = sealed.keyId.orElseThrow(() -> KmsErrors.validation("KeyId is required with the algorithm " + sealed.algorithm + "."));
        KeyRecord key = encrypting(keyId, sealed.algorithm, operation);
        requireNoContext(sealed.context);
        return new Opened(key, null, rsa.decrypt(key, sealed.algorithm, sealed.blob));
    }
}
