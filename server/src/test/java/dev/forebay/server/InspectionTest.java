package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can look at, and that a person can act upon it. */
class InspectionTest {
    @TempDir
    private Path data;

    private final HttpClient browser = HttpClient.newHttpClient();
    private Forebay forebay;
    private String topic;

    @BeforeEach
    void start() {
        forebay = Forebay.start(ForebayConfig.onDisk(data).overHttp());
        topic = forebay.sns().createTopic(r -> r.name("news")).topicArn();
    }

    @AfterEach
    void stop() {
        forebay.close();
        browser.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(forebay.endpoint().resolve(path)).build(), BodyHandlers.ofString());
    }

    private String await(String path, String text) throws Exception {
        for (long giveUpAt = System.nanoTime() + 20_000_000_000L;;) {
            String body = get(path).body();
            if (body.contains(text) || System.nanoTime() > giveUpAt) {
                return body;
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void aMailSubscriptionIsConfirmedByTheLinkInTheOutboxAndThenGetsMail() throws Exception {
        forebay.sns().subscribe(r -> r.topicArn(topic).protocol("email").endpoint("ops@example.com"));
        String question = await("/_forebay/outbox", "ConfirmSubscription");
        assertThat(question).contains("ConfirmSubscription");
        String link = question.lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow(() -> new AssertionError(question));
        assertThat(browser.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        forebay.sns().publish(r -> r.topicArn(topic).subject("Breaking").message("one espresso"));

        assertThat(await("/_forebay/outbox", "one espresso")).contains("To: ops@example.com", "Subject: Breaking", "Action=Unsubscribe");
        try (Stream<Path> files = Files.list(data.resolve("outbox"))) {
            assertThat(files.toList()).hasSize(2).allMatch(file -> file.toString().endsWith(".eml"));
        }
    }

    @Test
    void aTextToAPhoneIsInTheOutbox() throws Exception {
        forebay.sns().publish(r -> r.phoneNumber("+15550100").message("your code is 42"));

        assertThat(await("/_forebay/outbox", "your code is 42")).contains("+15550100");
    }

    @Test
    void deliveriesAreCounted() throws Exception {
        String queue = forebay.sqs().createQueue(r -> r.queueName("orders")).queueUrl();
        String here = "arn:aws:sqs:us-east-1:000000000000:orders";
        String gone = "arn:aws:sqs:us-east-1:000000000000:gone";
        List.of(here, gone).forEach(arn -> forebay.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(arn)));
        forebay.sns().publish(r -> r.topicArn(topic).message("one"));
        assertThat(forebay.sqs().receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(20)).messages()).hasSize(1);

        // A message is there a moment before it is counted.
        await("/_forebay/deliveries", "\"Delivered\":1");
        assertThat(await("/_forebay/deliveries", "\"GivenUp\":1")).contains("\"Delivered\":1", "QueueDoesNotExist");
    }

    @Test
    void theCertificateIsThereForAnybody() throws Exception {
        forebay.sqs().createQueue(r -> r.queueName("orders"));
        forebay.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:orders"));
        forebay.sns().publish(r -> r.topicArn(topic).message("one"));
        String queue = forebay.sqs().getQueueUrl(r -> r.queueName("orders")).queueUrl();
        String body = forebay.sqs().receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(20)).messages().getFirst().body();
        String address = body.replaceAll("(?s).*\"SigningCertURL\" : \"([^\"]*)\".*", "$1");

        assertThat(get(URI.create(address).getPath()).body()).startsWith("-----BEGIN CERTIFICATE-----");
    }
}
