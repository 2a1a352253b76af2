package dev.forebay.kms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What kind of key it is. The name is AWS's, the code is stored.
 *
 * <p>AWS has SM2 too, in regions in China only; it is refused by name.
 */
enum Spec {
    SYMMETRIC_DEFAULT(1, Family.SYMMETRIC, "AES", 32, Usage.ENCRYPT_DECRYPT),
    RSA_2048(2, Family.RSA, "RSA", 2_048, Usage.ENCRYPT_DECRYPT, Usage.SIGN_VERIFY),
    RSA_3072(3, Family.RSA, "RSA", 3_072, Usage.ENCRYPT_DECRYPT, Usage.SIGN_VERIFY),
    RSA_4096(4, Family.RSA, "RSA", 4_096, Usage.ENCRYPT_DECRYPT, Usage.SIGN_VERIFY),
    ECC_NIST_P256(5, Family.CURVE, "secp256r1", 256, Usage.SIGN_VERIFY, Usage.KEY_AGREEMENT),
    ECC_NIST_P384(6, Family.CURVE, "secp384r1", 384, Usage.SIGN_VERIFY, Usage.KEY_AGREEMENT),
    ECC_NIST_P521(7, Family.CURVE, "secp521r1", 512, Usage.SIGN_VERIFY, Usage.KEY_AGREEMENT),
    ECC_SECG_P256K1(8, Family.CURVE, "secp256k1", 256, Usage.SIGN_VERIFY),
    HMAC_224(9, Family.HMAC, "HmacSHA224", 28, Usage.GENERATE_VERIFY_MAC),
    HMAC_256(10, Family.HMAC, "HmacSHA256", 32, Usage.GENERATE_VERIFY_MAC),
    HMAC_384(11, Family.HMAC, "HmacSHA384", 48, Usage.GENERATE_VERIFY_MAC),
    HMAC_512(12, Family.HMAC, "HmacSHA512", 64, Usage.GENERATE_VERIFY_MAC),
    ML_DSA_44(13, Family.LATTICE, "ML-DSA-44", 0, Usage.SIGN_VERIFY),
    ML_DSA_65(14, Family.LATTICE, "ML-DSA-65", 0, Usage.SIGN_VERIFY),
    ML_DSA_87(15, Family.LATTICE, "ML-DSA-87", 0, Usage.SIGN_VERIFY),
    ECC_NIST_EDWARDS25519(16, Family.EDWARDS, "Ed25519", 0, Usage.SIGN_VERIFY);

    /** What such keys have in common. */
    enum Family { SYMMETRIC, RSA, CURVE, HMAC, LATTICE, EDWARDS }

    private final int code;
    private final Family family;
    private final String algorithm;
    private final int size;
    private final List<Usage> usages;

    Spec(int code, Family family, String algorithm, int size, Usage... usages) {
        this.code = code;
        this.family = family;
        this.algorithm = algorithm;
        this.size = size;
        this.usages = List.of(usages);
    }

    int code() {
        return code;
    }

    Family family() {
        return family;
    }

    /** As Java calls it: the algorithm, or the curve. */
    String algorithm() {
        return algorithm;
    }

    /** Bytes of a secret; bits of a modulus; for a curve, bits of the digest that it signs. */
    int size() {
        return size;
    }

    List<Usage> usages() {
        return usages;
    }

    /** Whether it has a public half. */
    boolean isPair() {
        return family != Family.SYMMETRIC && family != Family.HMAC;
    }

    List<String> encryptionAlgorithms(Usage usage) {
        return usage != Usage.ENCRYPT_DECRYPT ? List.of()
                : family == Family.RSA ? List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256") : List.of("SYMMETRIC_DEFAULT");
    }

    List<String> signingAlgorithms(Usage usage) {
        return usage != Usage.SIGN_VERIFY ? List.of() : switch (family) {
            case RSA -> List.of("RSASSA_PKCS1_V1_5_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PKCS1_V1_5_SHA_512",
                    "RSASSA_PSS_SHA_256", "RSASSA_PSS_SHA_384", "RSASSA_PSS_SHA_512");
            case CURVE -> List.of("ECDSA_SHA_" + size);
            case LATTICE -> List.of("ML_DSA_SHAKE_256");
            case EDWARDS -> List.of("ED25519_SHA_512", "ED25519_PH_SHA_512");
            default -> List.of();
        };
    }

    List<String> macAlgorithms() {
        return family == Family.HMAC ? List.of(name().replace("HMAC_", "HMAC_SHA_")) : List.of();
    }

    List<String> agreementAlgorithms(Usage usage) {
        return usage == Usage.KEY_AGREEMENT ? List.of("ECDH") : List.of();
    }

    static Spec of(int code) {
        return Arrays.stream(values()).filter(spec -> spec.code == code).findFirst()
                .orElseThrow(() -> new IllegalStateException("key spec " + code + " is not known to this version"));
    }

    static Optional<Spec> named(String name) {
        return Arrays.stream(values()).filter(spec -> spec.name().equals(name)).findFirst();
    }
}
