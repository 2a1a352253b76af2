package dev.forebay.kms;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.MGF1ParameterSpec;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Encrypts a few bytes with an RSA key, as any holder of the public key can: what comes out is nothing but RSA. */
final class RsaCipher {
    private static final Map<String, MGF1ParameterSpec> DIGESTS = Map.of(
            "RSAES_OAEP_SHA_1", MGF1ParameterSpec.SHA1, "RSAES_OAEP_SHA_256", MGF1ParameterSpec.SHA256);

    private final Materials materials;

    RsaCipher(Materials materials) {
        this.materials = materials;
    }

    byte[] encrypt(KeyRecord key, String algorithm, byte[] plaintext) {
        int most = key.nature().spec().size() / 8 - 2 * (algorithm.endsWith("SHA_1") ? 20 : 32) - 2;
        if (plaintext.length > most) {
            throw KmsErrors.validation("Algorithm " + algorithm + " and key spec " + key.nature().spec() + " cannot encrypt data larger than "
                    + most + " bytes.");
        }
        try {
            return cipher(Cipher.ENCRYPT_MODE, pair(key).publicKey(), algorithm).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt with " + key.arn(), e);
        }
    }

    byte[] decrypt(KeyRecord key, String algorithm, byte[] ciphertext) {
        try {
            return cipher(Cipher.DECRYPT_MODE, pair(key).privateKey(), algorithm).doFinal(ciphertext);
        } catch (GeneralSecurityException notWhatWasEncrypted) {
            throw KmsErrors.invalidCiphertext();
        }
    }

    private Material.Pair pair(KeyRecord key) {
        return (Material.Pair) materials.open(key, key.current());
    }

    private static Cipher cipher(int mode, Key key, String algorithm) throws GeneralSecurityException {
        MGF1ParameterSpec digest = DIGESTS.get(algorithm);
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(mode, key, new OAEPParameterSpec(digest.getDigestAlgorithm(), "MGF1", digest, PSource.PSpecified.DEFAULT));
        return cipher;
    }
}
