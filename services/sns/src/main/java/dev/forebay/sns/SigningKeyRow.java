package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * The signing key as it is stored, in the SIGNING_KEY table:
 *
 * <pre>
 *   | version 2 | length | private key, PKCS#8, sealed by the vault | length | certificate, X.509 DER |
 *   |     1     |   4    |                                          |   4    |                        |
 * </pre>
 *
 * The private key is bound to the certificate. In version 1 it was not sealed; see {@link SealedRows}.
 */
record SigningKeyRow(byte[] key, byte[] certificate) {
    private static final String WHAT = "the key that signs notifications";

    static SigningKeyRow of(SigningKey signing) {
        try {
            return new SigningKeyRow(signing.key().getEncoded(), signing.certificate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] write(Vault vault) {
        return Bytes.write(SealedRows.SEALED, out -> {
            Bytes.bytes(out, vault.seal(key, context(certificate)));
            Bytes.bytes(out, certificate);
        });
    }

    static SigningKeyRow read(byte[] row, Vault vault) {
        return SealedRows.isInTheClear(row)
                ? Bytes.read(row, SealedRows.IN_THE_CLEAR, WHAT, in -> new SigningKeyRow(Bytes.bytes(in), Bytes.bytes(in)))
                : Bytes.read(row, SealedRows.SEALED, WHAT, in -> {
                    byte[] sealed = Bytes.bytes(in);
                    byte[] certificate = Bytes.bytes(in);
                    return new SigningKeyRow(SealedRows.named(WHAT, () -> vault.open(sealed, context(certificate))), certificate);
                });
    }

    private static byte[] context(byte[] certificate) {
        return ("sns/" + SigningKey.certificateName(certificate)).getBytes(StandardCharsets.US_ASCII);
    }

    SigningKey parsed() {
        try {
            return new SigningKey(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)),
                    SigningCertificate.read(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the stored signing key is damaged", e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SigningKeyRow " + SigningKey.certificateName(certificate);
    }
}
