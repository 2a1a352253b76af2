package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An HTTP endpoint from the question whether it wants to be subscribed to what it gets, and how much of it in a second. */
class PacedDeliveryTest {
    private final InProcess house = new InProcess();
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private int status = 200;
    private HttpServer server;
    private String topic;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        topic = house.sns().createTopic(r -> r.name("purchases")).topicArn();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        house.close();
    }

    private void subscribed(Map<String, String> attributes) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        house.sns().subscribe(r -> r.topicArn(topic).protocol("http").endpoint(url).attributes(attributes));
        house.settle();
        String token = bodies.removeFirst().replaceAll("(?s).*\"Token\" : \"([^\"]*)\".*", "$1");
        house.sns().confirmSubscription(r -> r.topicArn(topic).token(token));
    }

    private void publish(int messages) {
        for (int i = 0; i < messages; i++) {
            String message = "m" + i;
            house.sns().publish(r -> r.topicArn(topic).message(message));
        }
        house.settle();
    }

    @Test
    void anEndpointGetsNoMoreInASecondThanItWants() {
        subscribed(Map.of("RawMessageDelivery", "true", "DeliveryPolicy", "{\"throttlePolicy\":{\"maxReceivesPerSecond\":2}}"));
        publish(5);
        assertThat(bodies).hasSize(2);
        house.pass(Duration.ofSeconds(1));
        assertThat(bodies).hasSize(4);
        house.pass(Duration.ofSeconds(1));

        assertThat(bodies).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4");
    }

    @Test
    void whatWaitsForItsSecondOutlivesARestart() {
        subscribed(Map.of("RawMessageDelivery", "true", "DeliveryPolicy", "{\"throttlePolicy\":{\"maxReceivesPerSecond\":1}}"));
        publish(3);
        house.reopen();
        house.pass(Duration.ofSeconds(1));
        house.pass(Duration.ofSeconds(1));

        assertThat(bodies).containsExactlyInAnyOrder("m0", "m1", "m2");
    }

    @Test
    void anEndpointThatFailsGetsTheMessageAgain() {
        subscribed(Map.of("RawMessageDelivery", "true"));
        status = 503;
        publish(1);
        assertThat(bodies).hasSize(1);
        status = 200;
        house.pass(Duration.ofSeconds(25));
        house.pass(Duration.ofSeconds(60));

        assertThat(bodies).containsExactly("m0", "m0");
    }

    @Test
    void anEndpointThatRefusesLeadsToTheDeadLetterQueue() {
        String dead = house.queue("dead");
        subscribed(Map.of("RawMessageDelivery", "true", "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + InProcess.queueArn(dead) + "\"}"));
        status = 403;
        publish(1);

        assertThat(bodies).hasSize(1);
        assertThat(house.bodies(dead)).containsExactly("m0");
    }
}
