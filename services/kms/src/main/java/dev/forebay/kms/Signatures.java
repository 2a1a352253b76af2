package dev.forebay.kms;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * Signs and verifies. Where AWS takes a message or its digest, a message is digested first, so that there is one way for both.
 * What the JDK cannot do with a digest (PSS, Ed25519ph), or at all (secp256k1), Bouncy Castle does.
 */
final class Signatures {
    private final Materials materials;

    Signatures(Materials materials) {
        this.materials = materials;
    }

    byte[] sign(KeyRecord key, Signed what) {
        Material.Pair pair = pair(key);
        try {
            return switch (what.scheme()) {
                case PKCS1 -> Pkcs1.sign(pair.privateKey(), what.digestName(), what.digest());
                case ED25519_PH -> PrehashedEd25519.sign(pair.privateKey(), what.digest());
                default -> {
                    Signature signer = signature(key, what);
                    signer.initSign(pair.privateKey(), materials.random());
                    signer.update(what.digest());
                    yield signer.sign();
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + key.arn(), e);
        }
    }

    boolean verify(KeyRecord key, Signed what, byte[] signature) {
        Material.Pair pair = pair(key);
        try {
            return switch (what.scheme()) {
                case PKCS1 -> Pkcs1.verify(pair.publicKey(), what.digestName(), what.digest(), signature);
                case ED25519_PH -> PrehashedEd25519.verify(pair.publicKey(), what.digest(), signature);
                default -> {
                    Signature verifier = signature(key, what);
                    verifier.initVerify(pair.publicKey());
                    verifier.update(what.digest());
                    yield verifier.verify(signature);
                }
            };
        } catch (SignatureException | IllegalArgumentException noSignature) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot verify with " + key.arn(), e);
        }
    }

    private Material.Pair pair(KeyRecord key) {
        return (Material.Pair) materials.open(key, key.current());
    }

    private static Signature signature(KeyRecord key, Signed what) throws NoSuchAlgorithmException, InvalidAlgorithmParameterException {
        return switch (what.scheme()) {
            case PSS -> {
                Signature pss = Signature.getInstance("RAWRSASSA-PSS", KeyPairs.bouncyCastle());
                pss.setParameter(new PSSParameterSpec(what.digestName(), "MGF1", new MGF1ParameterSpec(what.digestName()), what.digest().length, 1));
                yield pss;
            }
            case ECDSA -> key.nature().spec() == Spec.ECC_SECG_P256K1
                    ? Signature.getInstance("NONEwithECDSA", KeyPairs.bouncyCastle()) : Signature.getInstance("NONEwithECDSA");
            default -> Signature.getInstance(key.nature().spec().algorithm());
        };
    }

    /** How an algorithm goes about it. */
    enum Scheme { PKCS1, PSS, ECDSA, ED25519, ED25519_PH, ML_DSA }

    /**
     * What is signed.
     *
     * @param digest     of the message; the message itself where the algorithm digests it as it likes
     * @param digestName as Java calls it; empty where the algorithm has its own
     */
    record Signed(Scheme scheme, String digestName, byte[] digest) {

        /** Reads what a request says, once the algorithm is known to suit the key. */
        static Signed of(Spec spec, String algorithm, String messageType, byte[] message) {
            Scheme scheme = scheme(algorithm);
            if (scheme == Scheme.ML_DSA) {
                requireType(messageType, "RAW", "key spec " + spec);
                return new Signed(scheme, "", message);
            }
            if (scheme == Scheme.ED25519 || scheme == Scheme.ED25519_PH) {
                requireType(messageType, scheme == Scheme.ED25519 ? "RAW" : "DIGEST", "algorithm " + algorithm);
            }
            String digestName = "SHA-" + algorithm.substring(algorithm.length() - 3);
            if (scheme == Scheme.ED25519) {
                return new Signed(scheme, "", message);
            }
            return new Signed(scheme, digestName, messageType.equals("DIGEST") ? checked(digestName, algorithm, message) : digested(digestName, message));
        }

        private static Scheme scheme(String algorithm) {
            return algorithm.startsWith("RSASSA_PKCS1") ? Scheme.PKCS1 : algorithm.startsWith("RSASSA_PSS") ? Scheme.PSS
                    : algorithm.startsWith("ECDSA") ? Scheme.ECDSA : algorithm.equals("ED25519_SHA_512") ? Scheme.ED25519
                    : algorithm.equals("ED25519_PH_SHA_512") ? Scheme.ED25519_PH : Scheme.ML_DSA;
        }

        private static void requireType(String given, String wanted, String with) {
            if (given.equals("EXTERNAL_MU")) {
                throw KmsErrors.unsupported("Message type EXTERNAL_MU is not served here. See docs/kms.md for what is.");
            }
            if (!given.equals(wanted)) {
                throw KmsErrors.validation("Message type " + given + " is incompatible with " + with + ".");
            }
        }

        private static byte[] checked(String digestName, String algorithm, byte[] digest) {
            if (digest.length * 8 != Integer.parseInt(digestName.substring(4))) {
                throw KmsErrors.validation("Digest is invalid length for algorithm " + algorithm + ".");
            }
            return digest;
        }

        private static byte[] digested(String digestName, byte[] message) {
            try {
                return MessageDigest.getInstance(digestName).digest(message);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
