package dev.forebay.cloudtrail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The public key that digests are verified with, in its PEM file. Immutable. */
record OpenKey(byte[] pkcs1) {

    private static final String BEGIN = "-----BEGIN RSA PUBLIC KEY-----";
    private static final String END = "-----END RSA PUBLIC KEY-----";
    private static final int LINE = 64;

    /** Says that the rest is an RSA key of 2,048 bits. */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("30820122300d06092a864886f70d01010105000382010f00");

    byte[] pem() {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(pkcs1);
        return (BEGIN + "\n" + body + "\n" + END + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a PEM file.
     *
     * @throws IllegalArgumentException when it holds no key of this kind
     */
    static OpenKey read(byte[] pem) {
        String text = new String(pem, StandardCharsets.US_ASCII);
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no RSA public key in PEM");
        }
        return new OpenKey(Base64.getMimeDecoder().decode(text.substring(from + BEGIN.length(), to).strip()));
    }

    String fingerprint() {
        return SigningKey.fingerprint(pkcs1);
    }

    /** Whether the owner of the key signed this. */
    boolean verifies(byte[] content, String signature) {
        try {
            Signature verifier = Signature.getInstance(SigningKey.ALGORITHM);
            verifier.initVerify(key());
            verifier.update(content);
            return verifier.verify(HexFormat.of().parseHex(signature));
        } catch (IllegalArgumentException | SignatureException e) {
            return false; // not hexadecimal, or not of a signature's length
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA key of 2,048 bits", e);
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        byte[] x509 = Arrays.copyOf(X509_HEAD, X509_HEAD.length + pkcs1.length);
        System.arraycopy(pkcs1, 0, x509, X509_HEAD.length, pkcs1.length);
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(x509));
    }
}
