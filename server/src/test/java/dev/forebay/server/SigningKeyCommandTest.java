package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.identity.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SNS's signing key from one to the next: old messages stay good, until their certificate is withdrawn. The trail's is in {@link CloudTrailOnDiskTest}. */
class SigningKeyCommandTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:news";
    private static final int LIVES = 4;

    @TempDir
    private Path data;

    @Test
    void whatWasSignedBeforeIsGoodAfterARotationUntilItsCertificateIsWithdrawn() throws Exception {
        String first = published();
        assertThat(rotate("sns")).contains("its certificate is /SimpleNotificationService-", "served for 30 days");
        String second = published();
        assertThat(certificateName(second)).isNotEqualTo(certificateName(first));
        try (Forebay forebay = start()) {
            assertThat(isGood(first, forebay.endpoint())).isTrue();
            assertThat(isGood(second, forebay.endpoint())).isTrue();
            assertThat(fetch(forebay.endpoint().resolve("/SimpleNotificationService-00.pem")).statusCode()).isEqualTo(404);
        }
        assertThat(rotate("sns", "--withdraw")).contains("not served any longer");
        String third = published();
        try (Forebay forebay = start()) {
            assertThat(fetch(forebay.endpoint().resolve("/" + certificateName(first))).statusCode()).isEqualTo(404);
            assertThat(fetch(forebay.endpoint().resolve("/" + certificateName(second))).statusCode()).isEqualTo(404);
            assertThat(isGood(third, forebay.endpoint())).isTrue();
        }
    }

    /** Either the old key signs or the new one, and every message that was ever signed is good. */
    @Test
    void aRotationThatIsKilledAtAnyMomentLeavesOneOfBothKeys() throws Exception {
        List<String> messages = new ArrayList<>(List.of(published()));
        for (int life = 0; life < LIVES; life++) {
            try (ServerProcess rotation = new ServerProcess("signing-key", "rotate", "sns", "--data-dir=" + data)) {
                // From before the store is open until after it is done.
                rotation.endsWithin(ThreadLocalRandom.current().nextInt(300, 1_500));
            }
            messages.add(published());
        }
        try (Forebay forebay = start()) {
            for (String message : messages) {
                assertThat(isGood(message, forebay.endpoint())).isTrue();
            }
        }
        assertThat(new TreeSet<>(messages.stream().map(SigningKeyCommandTest::certificateName).toList())).hasSizeBetween(1, LIVES + 1);
    }

    @Test
    void whatWillNotDoIsRefused() {
        assertThat(rotate("sns")).contains("Nothing was signed yet");
        assertThat(rotate("trail")).contains("No digest was signed yet");
        assertThatThrownBy(() -> rotate("trail", "--withdraw")).isInstanceOf(ConfigRefused.class).hasMessage("trail takes no --withdraw");
        assertThatThrownBy(() -> rotate("kms")).isInstanceOf(ConfigRefused.class).hasMessage("kms is no signing key: trail or sns");
        assertThatThrownBy(() -> new SigningKeyCommand(System.out, Map.of()).run(List.of())).isInstanceOf(ConfigRefused.class);
        assertThatThrownBy(() -> new SigningKeyCommand(System.out, Map.of()).run(List.of("rotate", "sns", "--in-memory"))).isInstanceOf(ConfigRefused.class);
    }

    private Forebay start() {
        return Forebay.start(ForebayConfig.onDisk(data).overHttp());
    }

    /** What a queue gets of a topic. */
    private String published() {
        try (Forebay forebay = start()) {
            String queue = forebay.sqs().createQueue(r -> r.queueName("news")).queueUrl();
            forebay.sns().createTopic(r -> r.name("news"));
            forebay.sns().subscribe(r -> r.topicArn(TOPIC).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:news"));
            forebay.sns().publish(r -> r.topicArn(TOPIC).message("Hello"));
            var received = forebay.sqs().receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(10)).messages().getFirst();
            forebay.sqs().deleteMessage(r -> r.queueUrl(queue).receiptHandle(received.receiptHandle()));
            return received.body();
        }
    }

    private static boolean isGood(String message, URI endpoint) throws Exception {
        HttpResponse<byte[]> pem = fetch(endpoint.resolve("/" + certificateName(message)));
        assertThat(pem.statusCode()).isEqualTo(200);
        StringBuilder signed = new StringBuilder();
        for (String name : List.of("Message", "MessageId", "Timestamp", "TopicArn", "Type")) {
            signed.append(name).append('\n').append(member(message, name)).append('\n');
        }
        Signature verifier = Signature.getInstance("SHA1withRSA");
        verifier.initVerify(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem.body())));
        verifier.update(signed.toString().getBytes(StandardCharsets.UTF_8));
        return verifier.verify(Base64.getDecoder().decode(member(message, "Signature")));
    }

    private static HttpResponse<byte[]> fetch(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
        }
    }

    private static String certificateName(String message) {
        String url = member(message, "SigningCertURL");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static String member(String message, String name) {
        return Json.object(message).orElseThrow().text(name).orElseThrow();
    }

    private String rotate(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SigningKeyCommand(new PrintStream(out), Map.of()).run(Stream.concat(Stream.concat(Stream.of("rotate"), Stream.of(arguments)),
                Stream.of("--data-dir", data.toString())).toList());
        return out.toString();
    }
}
