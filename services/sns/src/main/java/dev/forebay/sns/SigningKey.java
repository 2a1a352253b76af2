package dev.forebay.sns;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key that signs what is sent, and its certificate; stored as a {@link SigningKeyRow}. It proves to a receiver that a message
 * comes from this installation; it opens nothing.
 */
record SigningKey(PrivateKey key, X509Certificate certificate) {
    private static final int KEY_BITS = 2048;
    private static final int SERIAL_BITS = 127;
    private static final int NAME_BYTES = 16;
    private static final int PEM_LINE = 64;

    /** The clocks of receivers may be behind ours. */
    private static final Duration BEFORE = Duration.ofDays(1);
    private static final Duration VALID = Duration.ofDays(30 * 365);

    /**
     * AWS: the SDK for Java asks that the certificate be one of {@code sns.amazonaws.com}, or of another name in some
     * regions.
     */
    private static final String[] NAMES = {
        "sns.amazonaws.com",
        "sns-signing.*.amazonaws.com",
        "sns-us-gov-west-1.amazonaws.com",
        "sns-cn-north-1.amazonaws.com.cn",
        "sns-cn-northwest-1.amazonaws.com.cn"
    };

    /** Makes a new key; takes some tenths of a second. */
    static SigningKey make(long now, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS, random);
            KeyPair pair = generator.generateKeyPair();
            Instant from = Instant.ofEpochMilli(now).minus(BEFORE);
            BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
            return new SigningKey(pair.getPrivate(), SigningCertificate.make(pair, serial, from, from.plus(VALID), NAMES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot make an RSA key", e);
        }
    }

    /** The file name under which the certificate is served; another certificate has another name. */
    String certificateName() {
        return certificateName(certificate);
    }

    static String certificateName(X509Certificate certificate) {
        try {
            return certificateName(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String certificateName(byte[] certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate);
            return "SimpleNotificationService-" + HexFormat.of().formatHex(Arrays.copyOf(hash, NAME_BYTES)) + ".pem";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] certificatePem() {
        return pem(certificate);
    }

    /** A certificate as a file. AWS: the SDK for Java wants lines that end with a line feed alone. */
    static byte[] pem(X509Certificate certificate) {
        try {
            String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n").getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return certificateName();
    }
}
