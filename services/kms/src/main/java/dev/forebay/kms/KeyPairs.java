package dev.forebay.kms;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Makes and reads pairs of keys: by the JDK, but for the curve secp256k1, which it has no more. */
final class KeyPairs {
    private KeyPairs() {}

    static KeyPair generate(Spec spec, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = spec == Spec.ECC_SECG_P256K1
                ? KeyPairGenerator.getInstance("EC", bouncyCastle()) : KeyPairGenerator.getInstance(generatorName(spec));
        switch (spec.family()) {
            case RSA -> generator.initialize(spec.size(), random);
            case CURVE -> generator.initialize(new ECGenParameterSpec(spec.algorithm()), random);
            default -> { }
        }
        return generator.generateKeyPair();
    }

    static Material.Pair read(Spec spec, byte[] pkcs8, byte[] publicKey) throws GeneralSecurityException {
        KeyFactory factory = factory(spec);
        return new Material.Pair(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)), factory.generatePublic(new X509EncodedKeySpec(publicKey)));
    }

    /** A public key that a caller brought. */
    static PublicKey readPublic(Spec spec, byte[] publicKey) throws GeneralSecurityException {
        return factory(spec).generatePublic(new X509EncodedKeySpec(publicKey));
    }

    private static KeyFactory factory(Spec spec) throws GeneralSecurityException {
        return spec == Spec.ECC_SECG_P256K1 ? KeyFactory.getInstance("EC", bouncyCastle()) : KeyFactory.getInstance(generatorName(spec));
    }

    private static String generatorName(Spec spec) {
        return spec.family() == Spec.Family.CURVE ? "EC" : spec.algorithm();
    }

    /** Loaded when it is first needed, and asked by name: it is no provider of this process. */
    static Provider bouncyCastle() {
        return Loaded.PROVIDER;
    }

    private static final class Loaded {
        static final Provider PROVIDER = new BouncyCastleProvider();
    }
}
