package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpCourierTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    private static KeyStore localhost;
    private static KeyStore elsewhere;

    @BeforeAll
    static void makeCertificates() throws Exception {
        localhost = made("localhost");
        elsewhere = made("elsewhere.example");
    }

    @Test
    void aSelfSignedEndpointIsNotTrusted() throws Exception {
        assertThat(post(localhost, new HttpTrust.Jvm()))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.detail()).startsWith("TLS failed: "));
    }

    @Test
    void anEndpointWhoseCertificateIsInTheFileIsTrusted() throws Exception {
        assertThat(post(localhost, new HttpTrust.AlsoFile(pem(localhost)))).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aCertificateOfAnotherHostIsNotTrustedEvenIfItIsInTheFile() throws Exception {
        assertThat(post(elsewhere, new HttpTrust.AlsoFile(pem(elsewhere)))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void anyoneIsTrustedOnRequest() throws Exception {
        assertThat(post(elsewhere, new HttpTrust.Anyone())).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aFileWithoutCertificatesIsRefusedAtOnce() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        HttpCourierConfig config = HttpCourierConfig.DEFAULTS.withTrust(new HttpTrust.AlsoFile(empty));
        assertThatThrownBy(() -> new HttpCourier(config)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("empty.pem");
    }

    private static Outcome post(KeyStore server, HttpTrust trust) throws Exception {
        try (HttpEndpoint endpoint = HttpEndpoint.withTls(context(server));
                HttpCourier courier = new HttpCourier(HttpCourierConfig.DEFAULTS.withTrust(trust))) {
            return courier.post(endpoint.url("/"), Map.of(), new byte[1]);
        }
    }

    private static SSLContext context(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** The JDK's own tool makes certificates; its classes for it are not public. */
    private static KeyStore made(String host) throws Exception {
        Path file = directory.resolve(host + ".p12");
        Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "key", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host,
                "-keystore", file.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static Path pem(KeyStore store) throws Exception {
        String base64 = Base64.getMimeEncoder().encodeToString(store.getCertificate("key").getEncoded());
        return Files.writeString(Files.createTempFile(directory, "trusted", ".pem"),
                "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }
}
