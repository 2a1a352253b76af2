package dev.forebay.sns;

import static dev.forebay.sns.SigningFixture.SIGNER;
import static dev.forebay.sns.SigningFixture.SUBSCRIPTION;
import static dev.forebay.sns.SigningFixture.TOPIC;
import static dev.forebay.sns.SigningFixture.confirmation;
import static dev.forebay.sns.SigningFixture.notification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS's own validator for JavaScript, unchanged, fetches our certificate over TLS and judges what we sign. */
class SignerValidatedByAwsTest {
    private static final Path SCRIPTS = Path.of("src", "test", "js").toAbsolutePath();

    @TempDir
    private Path directory;

    private Signer signer = SIGNER;
    private HttpsServer server;
    private Path trusted;

    @BeforeEach
    void serveTheCertificate() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        X509Certificate tls = SigningCertificate.make(pair, BigInteger.TWO, Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2055-01-01T00:00:00Z"), "localhost");
        trusted = Files.writeString(directory.resolve("trusted.pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(tls.getEncoded()) + "\n-----END CERTIFICATE-----\n");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(pair, tls)));
        server.createContext("/", exchange -> {
            Optional<byte[]> pem = signer.certificate(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(pem.isPresent() ? 200 : 404, pem.map(file -> file.length).orElse(-1));
            if (pem.isPresent()) {
                exchange.getResponseBody().write(pem.get());
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatWeSignIsGood() throws Exception {
        List<String> messages = new ArrayList<>();
        for (String version : List.of("1", "2")) {
            messages.add(sent(notification("Greetings ä", "Hello\n\"Welt\" \\ äß€😀 \u2028 \u0001"), version));
            messages.add(sent(notification("", ""), version));
            messages.add(sent(notification(TOPIC, 0, "", "x", Map.of("a", MessageAttribute.ofText("String", "b"))), version));
            messages.add(new String(envelopes().of(confirmation(Confirmation.Kind.SUBSCRIPTION), version), StandardCharsets.UTF_8));
        }
        assertThat(validated(messages)).hasSize(8).containsOnly("good");
    }

    @Test
    void whatSomebodyChangedIsNot() throws Exception {
        String good = sent(notification("Greetings", "Hello"), "1");
        assertThat(validated(List.of(good, good.replace("\"Hello\"", "\"Hallo\""), good.replace("Greetings", "greetings"))))
                .containsExactly("good", "The message signature is invalid.", "The message signature is invalid.");
    }

    @Test
    void whatWasSignedBeforeARotationIsGoodUntilItsCertificateIsWithdrawn() throws Exception {
        MemoryStore store = new MemoryStore();
        Vault vault = AesVault.inMemory();
        List<String> messages = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            keys(store, vault).rotate(false);
            signer = new Signer(keys(store, vault));
            messages.add(sent(notification("Greetings", "Hello"), "1"));
            messages.add(sent(notification("Greetings", "Hello"), "2"));
        }
        assertThat(messages).doesNotHaveDuplicates();
        assertThat(validated(messages)).hasSize(6).containsOnly("good");

        keys(store, vault).rotate(true);
        signer = new Signer(keys(store, vault));
        messages.add(sent(notification("Greetings", "Hello"), "2"));
        assertThat(validated(messages)).hasSize(7).endsWith("good").filteredOn("good"::equals).hasSize(1);
    }

    private static SigningKeys keys(MemoryStore store, Vault vault) {
        return SigningKeys.open(Partitions.open(store), vault, new ManualClock(), new SecureRandom());
    }

    private String sent(Notification notification, String version) {
        return envelopes().of(notification, Protocol.HTTPS, version).to(SUBSCRIPTION);
    }

    /** New ones each time: the notifications of these tests share an id, and so an envelope that is kept. */
    private Envelopes envelopes() {
        return new Envelopes(signer, new Links(() -> "https://localhost:" + server.getAddress().getPort()), true);
    }

    /** Line feeds in messages stand between members only, so that a message can go in one line. */
    private List<String> validated(List<String> messages) throws Exception {
        String node = program("FOREBAY_TEST_NODE", "/usr/bin/node");
        installOnce();
        List<String> lines = messages.stream().map(message -> message.replace('\n', ' ')).toList();
        ProcessBuilder validator = new ProcessBuilder(node, "validate.js", "^localhost:\\d+$")
                .directory(SCRIPTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(Files.write(directory.resolve("messages"), lines).toFile());
        validator.environment().put("NODE_EXTRA_CA_CERTS", trusted.toString());
        Process process = validator.start();
        List<String> verdicts = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertThat(process.waitFor()).isZero();
        return verdicts;
    }

    /** What package-lock.json pins; needs the network and nothing else. */
    private static void installOnce() throws IOException, InterruptedException {
        if (Files.isDirectory(SCRIPTS.resolve("node_modules/sns-validator"))) {
            return;
        }
        Process install = new ProcessBuilder(program("FOREBAY_TEST_NPM", "/usr/bin/npm"), "ci", "--no-audit", "--no-fund")
                .directory(SCRIPTS.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (install.waitFor() != 0) {
            missing("npm ci failed in " + SCRIPTS);
        }
    }

    private static String program(String variable, String usual) {
        Path path = Path.of(Optional.ofNullable(System.getenv(variable)).orElse(usual));
        if (!Files.isExecutable(path)) {
            missing(path + " is missing: apt install nodejs npm, or name another one in " + variable);
        }
        return path.toString();
    }

    /** Ends the test: skipped on a person's machine, failed on a build server. */
    private static void missing(String message) {
        if ("true".equals(System.getenv("CI"))) {
            fail(message);
        }
        abort(message);
    }

    private static SSLContext context(KeyPair pair, X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", pair.getPrivate(), new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
