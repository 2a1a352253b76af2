package dev.forebay.couriers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys and certificates as text: the PEM blocks in which Apple and Google hand them out. Refusals never repeat what
 * was given.
 */
final class PushPem {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");

    /** {@code AlgorithmIdentifier} of an RSA key. */
    private static final byte[] RSA = {0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d,
            0x01, 0x01, 0x01, 0x05, 0x00};
    /** {@code AlgorithmIdentifier} of a key on the curve P-256. */
    private static final byte[] EC = {0x30, 0x13, 0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01,
            0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07};
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private PushPem() {}

    /** The first private key in a text: PKCS#8, or the older forms of RSA and P-256 keys; or PKCS#8 in bare base64. */
    static PrivateKey privateKey(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the private key is too long");
        }
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return pkcs8(decoded(block.group(2)));
                }
                case "RSA PRIVATE KEY" -> {
                    return pkcs8(wrapped(RSA, decoded(block.group(2))));
                }
                case "EC PRIVATE KEY" -> {
                    return pkcs8(wrapped(EC, decoded(block.group(2))));
                }
                default -> { }
            }
        }
        if (text.contains("-----")) {
            throw new IllegalArgumentException("there is no private key in the PEM text");
        }
        return pkcs8(decoded(text));
    }

    /** The certificates in a text, in their order; at least one. */
    static List<X509Certificate> certificates(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the certificate is too long");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals("CERTIFICATE")) {
                certificates.add(certificate(decoded(block.group(2))));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate in the PEM text");
        }
        return List.copyOf(certificates);
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the certificate is malformed");
        }
    }

    private static PrivateKey pkcs8(byte[] der) {
        return pkcs8("EC", der).or(() -> pkcs8("RSA", der)).orElseThrow(() ->
                new IllegalArgumentException("the private key is malformed, or neither RSA nor EC"));
    }

    private static Optional<PrivateKey> pkcs8(String algorithm, byte[] der) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException anotherOrNone) {
            return Optional.empty();
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the PEM text is not base64");
        }
    }

    /** A key of an older form inside PKCS#8: version, algorithm, and the key as octets. */
    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return tagged(SEQUENCE, VERSION_0, algorithm, tagged(OCTET_STRING, key));
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >>> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
