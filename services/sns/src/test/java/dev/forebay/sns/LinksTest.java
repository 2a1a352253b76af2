package dev.forebay.sns;

import static dev.forebay.sns.SigningFixture.SUBSCRIPTION;
import static dev.forebay.sns.SigningFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinksTest {

    @Test
    void linksAreThoseOfAwsOnOurAddress() {
        Links links = new Links(() -> "http://localhost:4566");
        assertThat(links.subscribe(TOPIC, "12ab")).isEqualTo("http://localhost:4566/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=12ab");
        assertThat(links.unsubscribe(SUBSCRIPTION)).isEqualTo("http://localhost:4566/?Action=Unsubscribe&SubscriptionArn=" + SUBSCRIPTION);
        assertThat(links.certificate(TOPIC, "a.pem")).isEqualTo("http://localhost:4566/a.pem");
    }

    @Test
    void theRegionOfTheTopicCanStandInTheAddress() {
        Links links = new Links(() -> "https://sns.{region}.amazonaws.com");
        assertThat(links.certificate(TOPIC, "a.pem")).isEqualTo("https://sns.eu-central-1.amazonaws.com/a.pem");
        assertThat(links.unsubscribe(SUBSCRIPTION)).startsWith("https://sns.eu-central-1.amazonaws.com/?");
    }
}
