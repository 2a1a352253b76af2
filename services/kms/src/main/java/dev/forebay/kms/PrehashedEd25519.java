package dev.forebay.kms;

import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519ph over a SHA-512 digest that somebody else made. The JDK makes the digest itself; Bouncy Castle takes it. */
final class PrehashedEd25519 {
    private static final byte[] NO_CONTEXT = {};

    private PrehashedEd25519() {}

    static byte[] sign(PrivateKey key, byte[] digest) throws InvalidKeyException {
        try {
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            ((Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(key.getEncoded()))
                    .sign(Ed25519.Algorithm.Ed25519ph, NO_CONTEXT, digest, 0, digest.length, signature, 0);
            return signature;
        } catch (IOException e) {
            throw new InvalidKeyException(e);
        }
    }

    static boolean verify(PublicKey key, byte[] digest, byte[] signature) throws InvalidKeyException {
        try {
            return signature.length == Ed25519.SIGNATURE_SIZE && ((Ed25519PublicKeyParameters) PublicKeyFactory.createKey(key.getEncoded()))
                    .verify(Ed25519.Algorithm.Ed25519ph, NO_CONTEXT, digest, 0, digest.length, signature, 0);
        } catch (IOException e) {
            throw new InvalidKeyException(e);
        }
    }
}
