package dev.forebay.couriers;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** The client's side of TLS. */
final class HttpTls {
    private HttpTls() {}

    /** Fails when the file of certificates cannot be read or holds none. */
    static SSLContext context(HttpTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(trust), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot set up TLS for " + trust, e);
        }
    }

    private static TrustManager[] managers(HttpTrust trust) throws GeneralSecurityException, IOException {
        return switch (trust) {
            case HttpTrust.Jvm _ -> null;
            case HttpTrust.AlsoFile also -> trusting(withJvms(also.certificates()));
            case HttpTrust.Anyone _ -> new TrustManager[] {new Trusting()};
        };
    }

    private static TrustManager[] managersOf(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Trust in these certificates and no others. */
    static TrustManager[] trusting(List<? extends Certificate> certificates) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("trusted-" + i, certificates.get(i));
        }
        return managersOf(store);
    }

    static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static List<Certificate> withJvms(Path file) throws GeneralSecurityException, IOException {
        List<Certificate> trusted = new ArrayList<>();
        for (TrustManager manager : managersOf(null)) {
            if (manager instanceof X509TrustManager jvm) {
                trusted.addAll(List.of(jvm.getAcceptedIssuers()));
            }
        }
        try (InputStream pem = Files.newInputStream(file)) {
            var more = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (more.isEmpty()) {
                throw new IOException("there is no certificate in " + file);
            }
            trusted.addAll(more);
        }
        return trusted;
    }

    /** Extended, for then it is also the one that would check the host's name. */
    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
