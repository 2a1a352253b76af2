package dev.forebay.couriers;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Keys and certificates for tests, made once. */
final class PushKeys {
    static final KeyPair EC = pair("EC");
    static final KeyPair RSA = pair("RSA");
    static final X509Bundle SERVER = certificate(new CertificateBuilder().subject("CN=localhost")
            .addSanDnsName("localhost").addSanIpAddress("127.0.0.1"));

    private PushKeys() {}

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate as Apple would give it to an app. */
    static X509Bundle client(String app, Algorithm algorithm) {
        return certificate(new CertificateBuilder().algorithm(algorithm).subject("CN=Apple Push Services: " + app + ", UID=" + app));
    }

    private static X509Bundle certificate(CertificateBuilder builder) {
        try {
            return builder.setIsCertificateAuthority(true).buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + what + "-----\n";
    }

    /** The file of a service account. */
    static String account(String project, PrivateKey key) {
        return "{\"type\":\"service_account\",\"project_id\":\"" + project + "\",\"private_key_id\":\"key-1\",\"private_key\":\""
                + pem(key).replace("\n", "\\n") + "\",\"client_email\":\"push@" + project + ".example.com\","
                + "\"token_uri\":\"http://192.0.2.1/token\"}";
    }
}
