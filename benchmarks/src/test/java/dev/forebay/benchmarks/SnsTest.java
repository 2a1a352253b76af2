package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.server.Forebay;
import dev.forebay.server.ForebayConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnsTest {
    private static final Load LIGHT = new Load(2, 64, Duration.ZERO, Duration.ofMillis(300));

    private final Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
    private final int port = forebay.endpoint().getPort();

    @AfterEach
    void close() {
        forebay.close();
    }

    @Test
    void aParameterIsEncodedAsInAForm() {
        String text = StandardCharsets.US_ASCII.decode(Request.sns("Publish").with("Message", "a b&c").finish()).toString();

        assertThat(text).contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n", "/sns/aws4_request")
                .endsWith("\r\n\r\nAction=Publish&Version=2010-03-31&Message=a+b%26c");
    }

    @Test
    void elementsOfXmlAreFound() {
        byte[] xml = "<R><A>one</A><A>two</A></R>".getBytes(StandardCharsets.US_ASCII);

        assertThat(new Body(xml, 0, xml.length).element("A")).contains("one");
        assertThat(new Body(xml, 0, xml.length).element("B")).isEmpty();
    }

    @Test
    void manySubscriptionsAreListedPageByPageAndOnlyTheQueuesThatWantItGetAMessage() throws Exception {
        try (FanOut fanOut = FanOut.filtered(port)) {
            assertThat(Subscribers.subscribe(port, LIGHT, fanOut.topic(), 240).messages()).isEqualTo(240);

            Measured pages = Pages.read("list", port, Request.sns("ListSubscriptionsByTopic").with("TopicArn", fanOut.topic()));

            assertThat(pages.messages()).isEqualTo(240 + FanOut.QUEUES);
            assertThat(fanOut.once("hello")).satisfies(nanos -> assertThat(nanos[0]).isLessThan(nanos[1]));
        }
        assertThat(forebay.sns().listTopics().topics()).isEmpty();
    }

    @Test
    void anotherNumberOfCopiesThanWasPublishedFailsTheRun() throws Exception {
        try (FanOut fanOut = FanOut.open(port, true)) {
            String queue = forebay.sqs().listQueues().queueUrls().getFirst();
            forebay.sqs().sendMessage(send -> send.queueUrl(queue).messageBody("one too many"));

            assertThatThrownBy(() -> fanOut.once("hello")).isInstanceOf(IOException.class).hasMessageContaining("of 10 copies 11 arrived");
        }
    }
}
