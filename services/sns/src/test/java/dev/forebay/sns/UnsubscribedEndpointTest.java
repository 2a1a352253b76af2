package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.Keys;
import dev.forebay.store.Scan;
import dev.forebay.testkit.SnsEndpoint;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** An HTTP endpoint that was unsubscribed: it is told, whatever happens, and may have its subscription back. */
class UnsubscribedEndpointTest {
    private static final Duration A_RETRY = Duration.ofSeconds(25);
    private static final Map<String, String> ATTRIBUTES = Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"colour\":[\"blue\"]}");

    private static final Map<String, MessageAttributeValue> BLUE =
            Map.of("colour", MessageAttributeValue.builder().dataType("String").stringValue("blue").build());

    private final InProcess house = new InProcess();
    private final SnsEndpoint endpoint = new SnsEndpoint();
    private final String topic = house.sns().createTopic(r -> r.name("purchases")).topicArn();

    @AfterEach
    void close() {
        endpoint.close();
        house.close();
    }

    private String subscribed() {
        house.sns().subscribe(r -> r.topicArn(topic).protocol("http").endpoint(endpoint.url()).attributes(ATTRIBUTES));
        house.settle();
        return confirm(endpoint.last().member("Token"));
    }

    private String confirm(String token) {
        return house.sns().confirmSubscription(r -> r.topicArn(topic).token(token)).subscriptionArn();
    }

    /** As by the link in a message. */
    private void unsubscribe(String subscription) {
        house.sns().unsubscribe(r -> r.subscriptionArn(subscription));
    }

    /** Ends the subscription, and returns the token with which the endpoint may have it back. */
    private String told(String subscription) {
        unsubscribe(subscription);
        house.settle();
        assertThat(endpoint.last().type()).isEqualTo("UnsubscribeConfirmation");
        return endpoint.last().member("Token");
    }

    private void publish(String message) {
        house.sns().publish(r -> r.topicArn(topic).message(message).messageAttributes(BLUE));
        house.settle();
    }

    private List<String> farewells() {
        return endpoint.posts().stream().filter(post -> post.type().equals("UnsubscribeConfirmation")).map(SnsEndpoint.Post::body).toList();
    }

    private int rows(byte table) {
        int rows = 0;
        for (int partition = 0; partition < 16; partition++) {
            try (Scan scan = house.store.scan(Keys.of(partition, table), Keys.of(partition, (byte) (table + 1)))) {
                for (; scan.next(); rows++) { }
            }
        }
        return rows;
    }

    private void refused(String token) {
        assertThatThrownBy(() -> confirm(token)).isInstanceOf(InvalidParameterException.class).hasMessageContaining("Invalid parameter: Token");
    }

    @Test
    void itIsToldOnceAndTheMessageIsSigned() throws Exception {
        String subscription = subscribed();
        unsubscribe(subscription);
        unsubscribe(subscription);
        house.settle();

        assertThat(farewells()).hasSize(1);
        SnsEndpoint.Post farewell = endpoint.last();
        StringBuilder signed = new StringBuilder();
        for (String name : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")) {
            signed.append(name).append('\n').append(farewell.member(name)).append('\n');
        }
        Signature verifier = Signature.getInstance("SHA1withRSA");
        verifier.initVerify(CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(house.service.certificate(house.service.certificateName()).orElseThrow())));
        verifier.update(signed.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(verifier.verify(Base64.getDecoder().decode(farewell.member("Signature")))).isTrue();
        assertThat(farewell.member("SigningCertURL")).endsWith("/" + house.service.certificateName());
    }

    @Test
    void theTokenBringsBackTheSubscriptionAsItWas() {
        String subscription = subscribed();
        Map<String, String> before = attributes(subscription);
        String token = told(subscription);
        publish("while it was away");

        assertThat(confirm(token)).isEqualTo(subscription);
        assertThat(confirm(token)).isEqualTo(subscription);
        assertThat(attributes(subscription)).isEqualTo(before);
        publish("since it is back");
        assertThat(endpoint.posts()).extracting(SnsEndpoint.Post::body).contains("since it is back").doesNotContain("while it was away");
        assertThat(house.sns().listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions()).hasSize(1);
    }

    private Map<String, String> attributes(String subscription) {
        return house.sns().getSubscriptionAttributes(r -> r.subscriptionArn(subscription)).attributes();
    }

    @Test
    void whatIsOwedToItOutlivesARestart() {
        String subscription = subscribed();
        unsubscribe(subscription);
        house.reopen();
        house.settle();

        assertThat(farewells()).hasSize(1);
        assertThat(rows(Tables.PENDING)).isZero();
        house.reopen();
        assertThat(confirm(endpoint.last().member("Token"))).isEqualTo(subscription);
        house.reopen();
        publish("back");
        assertThat(endpoint.last().body()).isEqualTo("back");
    }

    @Test
    void anEndpointThatFailsIsToldAgainInTheSameWords() {
        String subscription = subscribed();
        endpoint.answer(503);
        unsubscribe(subscription);
        house.settle();
        house.reopen();
        endpoint.answer(200);
        house.pass(A_RETRY);
        house.pass(A_RETRY);

        assertThat(farewells()).hasSize(2);
        assertThat(farewells().getLast()).isEqualTo(farewells().getFirst());
    }

    @Test
    void whatWasOwedBeforeIsForgotten() {
        String subscription = subscribed();
        endpoint.answer(503);
        publish("never arrives");
        unsubscribe(subscription);
        endpoint.answer(200);
        house.pass(A_RETRY);

        assertThat(farewells()).hasSize(1);
        assertThat(confirm(endpoint.last().member("Token"))).isEqualTo(subscription);
        house.pass(A_RETRY);
        assertThat(endpoint.posts()).extracting(SnsEndpoint.Post::body).containsOnlyOnce("never arrives");
    }

    @Test
    void whoComesBackIsNotToldAgain() {
        String subscription = subscribed();
        endpoint.answer(503);
        String token = told(subscription);
        confirm(token);
        house.pass(A_RETRY);

        assertThat(farewells()).hasSize(1);
        assertThat(rows(Tables.PENDING)).isZero();
    }

    @Test
    void theTokenIsGoodForThreeDays() {
        String subscription = subscribed();
        String token = told(subscription);
        house.pass(Duration.ofDays(3).minusMillis(1));
        assertThat(confirm(token)).isEqualTo(subscription);

        String another = told(subscription);
        house.clock.advance(Duration.ofDays(3));
        refused(another);
        house.settle();
        assertThat(rows(Tables.ENDED)).isZero();
        refused(another);
    }

    @Test
    void aTokenBringsBackOneLifeOnly() {
        String subscription = subscribed();
        String first = told(subscription);
        confirm(first);
        String second = told(subscription);

        refused(first);
        assertThat(confirm(second)).isEqualTo(subscription);
        assertThat(rows(Tables.ENDED)).isEqualTo(1);
    }

    @Test
    void anEndpointThatIsSubscribedAnewHasNothingToComeBackTo() {
        String token = told(subscribed());
        house.sns().subscribe(r -> r.topicArn(topic).protocol("http").endpoint(endpoint.url()));

        refused(token);
        assertThat(house.sns().listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
                .extracting("subscriptionArn").containsExactly("PendingConfirmation");
    }

    @Test
    void whoNeverAgreedIsNotTold() {
        String pending = house.sns().subscribe(r -> r.topicArn(topic).protocol("http").endpoint(endpoint.url()).returnSubscriptionArn(true))
                .subscriptionArn();
        unsubscribe(pending);
        house.settle();

        assertThat(endpoint.posts()).isEmpty();
        assertThat(rows(Tables.ENDED)).isZero();
    }

    @Test
    void nothingIsLeftOfADeletedTopic() {
        String subscription = subscribed();
        endpoint.answer(503);
        String token = told(subscription);
        house.sns().deleteTopic(r -> r.topicArn(topic));
        house.pass(A_RETRY);

        refused(token);
        assertThat(farewells()).hasSize(1);
        assertThat(rows(Tables.ENDED) + rows(Tables.PENDING)).isZero();
    }
}
