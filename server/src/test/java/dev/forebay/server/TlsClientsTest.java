package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.gateway.ClientCertificates;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients that people use, told to trust the certificate that the server made and kept, against a server without cleartext. */
class TlsClientsTest {

    @TempDir
    private static Path data;

    private static Forebay forebay;

    @BeforeAll
    static void start() {
        forebay = started();
        forebay.sqs().createQueue(r -> r.queueName("behind-tls"));
    }

    private static Forebay started() {
        TlsConfig tls = new TlsConfig(new TlsConfig.SelfSigned(Optional.of(data.resolve("tls")), List.of()), ClientCertificates.NONE);
        return Forebay.start(ForebayConfig.onDisk(data).overHttp(GatewayConfig.DEFAULT.withTls(0, tls).withoutCleartext()));
    }

    @AfterAll
    static void stop() {
        forebay.close();
    }

    private static String endpoint() {
        return "https://localhost:" + forebay.endpoint().getPort();
    }

    private static Path certificate() {
        return forebay.doors().orElseThrow().certificate().orElseThrow().file().orElseThrow();
    }

    @Test
    void theEndpointIsTheOneWithTls() {
        assertThat(forebay.endpoint()).hasScheme("https");
        assertThat(forebay.tlsEndpoint()).contains(forebay.endpoint());
        assertThat(Ready.message(ForebayConfig.onDisk(data), forebay.doors().orElseThrow(), Optional.empty()))
                .contains("Endpoint   https://127.0.0.1", "SHA-256    ", "Trust it   AWS_CA_BUNDLE=" + certificate().toAbsolutePath());
    }

    @Test
    void theFingerprintStaysFromStartToStart() {
        String before = fingerprint();
        forebay.close();
        forebay = started();
        assertThat(fingerprint()).isEqualTo(before);
    }

    private static String fingerprint() {
        return forebay.doors().orElseThrow().certificate().orElseThrow().fingerprint();
    }

    @Test
    void theSdksForJava() throws Exception {
        try (SqsClient sqs = SqsClient.builder().endpointOverride(java.net.URI.create(endpoint())).region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .httpClient(UrlConnectionHttpClient.builder().tlsTrustManagersProvider(TlsClientsTest::trust).build()).build();
                SqsAsyncClient async = SqsAsyncClient.builder().endpointOverride(java.net.URI.create(endpoint())).region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .httpClient(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP2).tlsTrustManagersProvider(TlsClientsTest::trust).build()).build()) {
            assertThat(sqs.listQueues().queueUrls()).singleElement().asString().isEqualTo(endpoint() + "/000000000000/behind-tls");
            assertThat(async.listQueues().get().queueUrls()).hasSize(1);
            sqs.createQueue(r -> r.queueName("passing"));
            async.deleteQueue(r -> r.queueUrl(endpoint() + "/000000000000/passing")).get();
        }
        // One over HTTP/1.1, the other over HTTP/2.
        for (String event : List.of("CreateQueue", "DeleteQueue")) {
            assertThat(recorded(event)).contains("\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_",
                    ",\"clientProvidedHostHeader\":\"" + endpoint().substring("https://".length()) + "\"}");
        }
    }

    private static String recorded(String event) {
        return forebay.cloudtrail().lookupEvents(r -> r.lookupAttributes(
                LookupAttribute.builder().attributeKey(LookupAttributeKey.EVENT_NAME).attributeValue(event).build()))
                .events().getFirst().cloudTrailEvent();
    }

    private static TrustManager[] trust() {
        try (InputStream in = Files.newInputStream(certificate())) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("forebay", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory.getTrustManagers();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theAwsCommandLine() throws Exception {
        String aws = Tool.AWS.required();
        assertThat(said(Map.of("AWS_CA_BUNDLE", certificate().toString()), aws, "--endpoint-url", endpoint(), "sqs", "list-queues"))
                .contains("/behind-tls");
        assertThat(said(Map.of(), aws, "--ca-bundle", certificate().toString(), "--endpoint-url", endpoint(), "sqs", "list-queues"))
                .contains("/behind-tls");
        assertThat(said(Map.of(), aws, "--endpoint-url", endpoint(), "sqs", "list-queues")).contains("SSL validation failed");
    }

    @Test
    void boto3AndTheStrictestChecksOfOpenSsl() throws Exception {
        String script = """
                import os, ssl, socket, boto3
                endpoint = os.environ["ENDPOINT"]
                print(boto3.client("sqs", endpoint_url=endpoint, verify=os.environ["BUNDLE"]).list_queues()["QueueUrls"])
                context = ssl.create_default_context(cafile=os.environ["BUNDLE"])
                context.verify_flags |= ssl.VERIFY_X509_STRICT
                with socket.create_connection(("127.0.0.1", int(endpoint.rsplit(":", 1)[1]))) as plain:
                    with context.wrap_socket(plain, server_hostname="127.0.0.1") as tls:
                        print(tls.version())
                """;
        assertThat(said(Map.of("ENDPOINT", endpoint(), "BUNDLE", certificate().toString()), Tool.PYTHON.required(), "-c", script))
                .contains("/behind-tls", "TLSv1.3");
    }

    private static String said(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test", "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_MAX_ATTEMPTS", "1"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
