package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets what, by filter policies. */
public abstract class SnsFiltersContract extends SnsContract {

    @Test
    void aFilterChoosesByAttributes() {
        String topic = topic("orders");
        String queue = subscribedRaw(topic, "FilterPolicy", "{\"price\":[{\"numeric\":[\">=\",100]}],\"colour\":[\"blue\",{\"prefix\":\"red\"}]}");
        publish(topic, "blue and dear", r -> r.messageAttributes(Map.of("price", number("100"), "colour", text("blue"))));
        publish(topic, "reddish and dear", r -> r.messageAttributes(Map.of("price", number("1e3"), "colour", text("reddish"))));
        publish(topic, "blue and cheap", r -> r.messageAttributes(Map.of("price", number("99.99"), "colour", text("blue"))));
        publish(topic, "dear", r -> r.messageAttributes(Map.of("price", number("100"))));
        publish(topic, "nothing said");

        assertThat(bodies(queue)).containsExactlyInAnyOrder("blue and dear", "reddish and dear");
    }

    @Test
    void aFilterChoosesByTheMessage() {
        String topic = topic("orders");
        String queue = subscribedRaw(topic, "FilterPolicyScope", "MessageBody", "FilterPolicy", "{\"order\":{\"state\":[\"paid\"]}}");
        publish(topic, "{\"order\":{\"state\":\"paid\"}}");
        publish(topic, "{\"order\":{\"state\":\"open\"}}");
        publish(topic, "no JSON");

        assertThat(bodies(queue)).containsExactly("{\"order\":{\"state\":\"paid\"}}");
    }

    @Test
    void aFilterCanBeTakenAway() {
        String topic = topic("orders");
        String queue = queue("shipping");
        String subscription = subscribe(topic, queue, RAW, "true", "FilterPolicy", "{\"colour\":[\"blue\"]}");
        publish(topic, "hidden");
        set(subscription, "FilterPolicy", "{}");
        publish(topic, "shown");

        assertThat(bodies(queue)).containsExactly("shown");
    }

    @Test
    void aFilterThatIsSetLaterHoldsForWhatComesLater() {
        String topic = topic("orders");
        String queue = queue("shipping");
        String subscription = subscribe(topic, queue, RAW, "true");
        publish(topic, "{\"n\":1}");
        set(subscription, "FilterPolicyScope", "MessageBody");
        set(subscription, "FilterPolicy", "{\"n\":[{\"anything-but\":[1]}]}");
        publish(topic, "{\"n\":1}");
        publish(topic, "{\"n\":2}");

        assertThat(bodies(queue)).containsExactlyInAnyOrder("{\"n\":1}", "{\"n\":2}");
    }
}
