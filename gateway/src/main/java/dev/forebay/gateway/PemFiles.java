package dev.forebay.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What certificates and keys say in PEM, and what is wrong with them in words that help whoever made the file. */
final class PemFiles {

    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemFiles() {}

    /** The certificates of a file, in its order; at least one. */
    static X509Certificate[] certificates(Path file) throws IOException, GeneralSecurityException {
        byte[] pem = Files.readAllBytes(file);
        X509Certificate[] found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                .map(X509Certificate.class::cast).toArray(X509Certificate[]::new);
        if (found.length == 0) {
            throw new GeneralSecurityException("no certificate in " + file);
        }
        return found;
    }

    /** The private key of a file, which must be the one of the certificate. */
    static PrivateKey key(Path file, X509Certificate certificate) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new GeneralSecurityException("no unencrypted PKCS#8 key in " + file
                    + "; others are converted by: openssl pkcs8 -topk8 -nocrypt -in old.pem -out key.pem");
        }
        PublicKey open = certificate.getPublicKey();
        PrivateKey key = KeyFactory.getInstance(open.getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
        requirePair(key, open, file);
        return key;
    }

    /** The JDK would find out at the first handshake only. */
    private static void requirePair(PrivateKey key, PublicKey open, Path file) throws GeneralSecurityException {
        byte[] sample = "a pair?".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance(algorithm(open));
        signer.initSign(key);
        signer.update(sample);
        byte[] signed = signer.sign();
        Signature verifier = Signature.getInstance(algorithm(open));
        verifier.initVerify(open);
        verifier.update(sample);
        if (!verifier.verify(signed)) {
            throw new GeneralSecurityException("the key in " + file + " is not the certificate's");
        }
    }

    private static String algorithm(PublicKey key) throws GeneralSecurityException {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519" -> "EdDSA";
            default -> throw new GeneralSecurityException("keys of " + key.getAlgorithm() + " are not taken; RSA, EC and Ed25519 are");
        };
    }

    /** What tells whether any of the files was changed. */
    static int mark(Path... files) throws IOException {
        int mark = 1;
        for (Path file : files) {
            mark = 31 * mark + Arrays.hashCode(Files.readAllBytes(file));
        }
        return mark;
    }
}
