package dev.forebay.cloudtrail;

import dev.forebay.runtime.Bytes;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key pair that signs digests. Immutable.
 *
 * <pre>
 *   version (1) | private key, sealed by the vault: length (4), bytes | public key: length (4), bytes | made at (8)
 * </pre>
 *
 * @param secret  the private key, PKCS#8
 * @param open    the public key, PKCS#1, as ListPublicKeys gives it
 * @param from    when it was made
 */
record SigningKey(byte[] secret, byte[] open, long from) {

    /** As digests call it. */
    static final String ALGORITHM = "SHA256withRSA";

    private static final int VERSION = 1;
    private static final int BITS = 2_048;

    /** AWS: keys are served with the time that they may sign in. This one does until another takes its place. */
    private static final long LIFE_MILLIS = 100L * 365 * 24 * 3_600_000;

    /** What stands before the public key of 2,048 bits in its X.509 form: that it is an RSA key. */
    private static final int X509_HEAD = 24;

    static SigningKey make(long now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            byte[] x509 = pair.getPublic().getEncoded();
            return new SigningKey(pair.getPrivate().getEncoded(), Arrays.copyOfRange(x509, X509_HEAD, x509.length), now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** By which digests name it. */
    String fingerprint() {
        return fingerprint(open);
    }

    static String fingerprint(byte[] open) {
        try {
            // AWS: fingerprints are of this length; they name a key, and protect nothing.
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(open));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    long until() {
        return from + LIFE_MILLIS;
    }

    /** The same bytes for the same content. */
    String sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(secret)));
            signature.update(content);
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored key does not sign", e);
        }
    }

    /** The private key is sealed, and bound to the public one. */
    byte[] write(Vault vault) {
        return Bytes.write(VERSION, out -> {
            Bytes.bytes(out, vault.seal(secret, context(open)));
            Bytes.bytes(out, open);
            out.writeLong(from);
        });
    }

    static SigningKey read(byte[] bytes, Vault vault) {
        return Bytes.read(bytes, VERSION, "a signing key", in -> {
            byte[] sealed = Bytes.bytes(in);
            byte[] open = Bytes.bytes(in);
            return new SigningKey(vault.open(sealed, context(open)), open, in.readLong());
        });
    }

    private static byte[] context(byte[] open) {
        return ("cloudtrail/" + fingerprint(open)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SigningKey " + fingerprint();
    }
}
