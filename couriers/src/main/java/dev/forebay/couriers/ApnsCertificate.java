package dev.forebay.couriers;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A certificate from Apple and its private key, for mutual TLS. Its text never shows the key. */
public final class ApnsCertificate {
    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private ApnsCertificate(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * Reads both from PEM.
     *
     * @throws IllegalArgumentException when one is malformed, or they do not belong together
     */
    public static ApnsCertificate parse(String certificate, String key) {
        ApnsCertificate parsed = new ApnsCertificate(PushPem.certificates(certificate), PushPem.privateKey(key));
        if (!parsed.isPair()) {
            throw new IllegalArgumentException("the private key is not that of the certificate");
        }
        return parsed;
    }

    private boolean isPair() {
        PublicKey publicKey = chain.getFirst().getPublicKey();
        if (!publicKey.getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        byte[] probe = new byte[32];
        new SecureRandom().nextBytes(probe);
        try {
            Signature signature = Signature.getInstance("SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** When it expires, in milliseconds since 1970. */
    public long expiry() {
        return chain.getFirst().getNotAfter().getTime();
    }

    KeyManager[] keyManagers() {
        try {
            KeyStore store = HttpTls.emptyStore();
            store.setKeyEntry("apns", key, new char[0], chain.toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate cannot be used for TLS");
        }
    }

    @Override
    public String toString() {
        return "ApnsCertificate[" + chain.getFirst().getSubjectX500Principal().getName() + "]";
    }
}
