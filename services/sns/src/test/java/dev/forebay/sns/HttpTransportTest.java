package dev.forebay.sns;

import static dev.forebay.sns.SigningFixture.MESSAGE_ID;
import static dev.forebay.sns.SigningFixture.SIGNER;
import static dev.forebay.sns.SigningFixture.SUBSCRIPTION;
import static dev.forebay.sns.SigningFixture.TOPIC;
import static dev.forebay.sns.SigningFixture.confirmation;
import static dev.forebay.sns.SigningFixture.notification;
import static dev.forebay.sns.SigningFixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.forebay.couriers.HttpCourier;
import dev.forebay.couriers.HttpCourierConfig;
import dev.forebay.couriers.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private final HttpCourier courier = new HttpCourier(HttpCourierConfig.DEFAULTS);
    private final Envelopes envelopes = new Envelopes(SIGNER, new Links(() -> "https://sns.example"), true);
    private final HttpTransport transport = new HttpTransport(courier, envelopes);
    private HttpServer server;
    private int status = 200;
    private volatile Headers headers;
    private volatile String body;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            headers = exchange.getRequestHeaders();
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        courier.close();
    }

    private String endpoint() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    @Test
    void aNotificationIsPostedInItsEnvelope() {
        Notification notification = notification("Greetings", "grüße");
        Outcome outcome = transport.deliver(notification, target(Protocol.HTTP, endpoint(), false, ""));

        assertThat(outcome).isEqualTo(new Outcome.Delivered(200, "HTTP status 200"));
        assertThat(body).isEqualTo(envelopes.of(notification, Protocol.HTTP, "1").to(SUBSCRIPTION));
        assertHeader("x-amz-sns-message-type", "Notification");
        assertHeader("x-amz-sns-message-id", MESSAGE_ID.toString());
        assertHeader("x-amz-sns-topic-arn", TOPIC);
        assertHeader("x-amz-sns-subscription-arn", SUBSCRIPTION);
        assertHeader("x-amz-sns-rawdelivery", null);
        assertHeader("User-Agent", "Amazon Simple Notification Service Agent");
        assertHeader("Content-Type", "text/plain; charset=UTF-8");
    }

    @Test
    void aRawMessageGoesWithoutEnvelopeAndAttributes() {
        Notification notification = notification(TOPIC, 0, "Greetings", "grüße", Map.of("a", MessageAttribute.ofText("String", "b")));
        transport.deliver(notification, target(Protocol.HTTP, endpoint(), true, ""));

        assertThat(body).isEqualTo("grüße");
        assertHeader("x-amz-sns-rawdelivery", "true");
        assertHeader("x-amz-sns-message-id", MESSAGE_ID.toString());
    }

    @Test
    void theDeliveryPolicyNamesTheContentType() {
        transport.deliver(notification("", "<a/>"),
                target(Protocol.HTTP, endpoint(), true, "{\"requestPolicy\":{\"headerContentType\":\"application/xml\"}}"));
        assertHeader("Content-Type", "application/xml");
    }

    @Test
    void whatTheEndpointAnswersIsTheOutcome() {
        status = 503;
        assertThat(transport.deliver(notification("", "x"), target(Protocol.HTTP, endpoint(), false, ""))).isInstanceOf(Outcome.Failed.class);
        status = 404;
        assertThat(transport.deliver(notification("", "x"), target(Protocol.HTTP, endpoint(), false, ""))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void anEndpointIsAskedToConfirm() {
        Confirmation confirmation = confirmation(Confirmation.Kind.SUBSCRIPTION);
        Target target = target(Protocol.HTTP, endpoint(), false, "{\"requestPolicy\":{\"headerContentType\":\"application/json\"}}");

        assertThat(transport.confirm(confirmation, target)).isInstanceOf(Outcome.Delivered.class);
        assertThat(body).isEqualTo(new String(envelopes.of(confirmation, "1"), StandardCharsets.UTF_8));
        assertHeader("x-amz-sns-message-type", "SubscriptionConfirmation");
        assertHeader("x-amz-sns-topic-arn", TOPIC);
        assertHeader("x-amz-sns-subscription-arn", null);
        assertHeader("Content-Type", "text/plain; charset=UTF-8");
    }

    @Test
    void anEndpointIsToldThatItWasUnsubscribed() {
        transport.confirm(confirmation(Confirmation.Kind.UNSUBSCRIPTION), target(Protocol.HTTP, endpoint(), false, ""));
        assertHeader("x-amz-sns-message-type", "UnsubscribeConfirmation");
        assertHeader("x-amz-sns-subscription-arn", SUBSCRIPTION);
        assertThat(body).contains("\"Type\" : \"UnsubscribeConfirmation\"", "You have chosen to deactivate subscription " + SUBSCRIPTION);
    }

    private void assertHeader(String name, String value) {
        assertThat(headers.getFirst(name)).as(name).isEqualTo(value);
    }
}
