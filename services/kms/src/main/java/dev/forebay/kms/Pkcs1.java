package dev.forebay.kms;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;

/** RSASSA-PKCS1-v1_5 over a digest that somebody else made, which the JDK's Signature does not take: its padding does. */
final class Pkcs1 {
    private static final String CIPHER = "RSA/ECB/PKCS1Padding";

    /** What RFC 8017 puts before a digest, to tell which it is. */
    private static final Map<String, byte[]> PREFIXES = Map.of(
            "SHA-256", HexFormat.of().parseHex("3031300d060960864801650304020105000420"),
            "SHA-384", HexFormat.of().parseHex("3041300d060960864801650304020205000430"),
            "SHA-512", HexFormat.of().parseHex("3051300d060960864801650304020305000440"));

    private Pkcs1() {}

    static byte[] sign(PrivateKey key, String digestName, byte[] digest) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(named(digestName, digest));
    }

    static boolean verify(PublicKey key, String digestName, byte[] digest, byte[] signature) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.DECRYPT_MODE, key);
        try {
            return signature.length == cipher.getOutputSize(0) && MessageDigest.isEqual(named(digestName, digest), cipher.doFinal(signature));
        } catch (BadPaddingException | IllegalBlockSizeException noSignature) {
            return false;
        }
    }

    private static byte[] named(String digestName, byte[] digest) {
        byte[] prefix = PREFIXES.get(digestName);
        return ByteBuffer.allocate(prefix.length + digest.length).put(prefix).put(digest).array();
    }
}
