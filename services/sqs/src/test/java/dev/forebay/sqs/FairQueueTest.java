package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Standard queues with message groups: the noisy do not keep the quiet waiting. */
class FairQueueTest extends InProcessTest {
    private static final int DEEP = 100_000;

    private String url;

    @BeforeEach
    void makeQueue() {
        url = queue("tenants", "VisibilityTimeout", "600");
    }

    /** Has a tenant hold thirty messages in flight, which makes it noisy. */
    private List<Message> makeNoisy(String tenant) {
        sendMany(url, tenant, tenant, 30);
        return receiveMany(url, 30);
    }

    private List<String> next() {
        return bodies(url);
    }

    @ParameterizedTest
    @ValueSource(longs = {InProcess.NO_CACHE, 64L << 20})
    void aQuietTenantIsServedSoonHoweverDeepItsMessageLies(long cache) {
        restartWith(cache);
        sendTo(url, "quiet", "before the noise");
        Message early = receiveOne(url);
        sendMany(url, "noisy", "n", DEEP);
        sendTo(url, "quiet", "deep");
        sendTo(url, "other", "deeper");
        receiveMany(url, 30);

        assertThat(next()).contains("deep", "deeper");
        delete(url, early);
        sendTo(url, "quiet", "new");
        assertThat(next()).contains("new");
        sendTo(url, "unheard-of", "newest");
        assertThat(next()).contains("newest");
    }

    @ParameterizedTest
    @ValueSource(longs = {InProcess.NO_CACHE, 64L << 20})
    void noiseIsKnownAgainAfterARestart(long cache) {
        restartWith(cache);
        sendMany(url, "noisy", "n", DEEP);
        sendTo(url, "quiet", "deep");
        receiveMany(url, 30);
        reopen();

        assertThat(next()).contains("deep");
        sendTo(url, "quiet", "new");
        assertThat(next()).contains("new");
    }

    @ParameterizedTest
    @ValueSource(longs = {InProcess.NO_CACHE, 64L << 20})
    void manyQuietTenantsAreServedBeforeTheNoisy(long cache) {
        restartWith(cache);
        sendMany(url, "noisy", "n", 20_000);
        for (int i = 0; i < 50; i++) {
            sendTo(url, "quiet" + i % 25, "q" + i);
        }
        receiveMany(url, 30);

        assertThat(receiveMany(url, 50)).extracting(Message::body).containsExactlyInAnyOrderElementsOf(numbered("q", 0, 50));
        assertThat(next()).allMatch(body -> body.startsWith("n"));
    }

    @Test
    void nothingIsLostOrDoubledByFairness() {
        restartWith(InProcess.NO_CACHE);
        sendMany(url, "noisy", "n", 12_000);
        sendMany(url, "quiet", "q", 200);
        sendMany(url, "noisy", "o", 3_000);
        sendMany(url, "", "u", 100);
        receiveMany(url, 40).forEach(message -> hide(url, message, 0));
        List<String> all = drain(url);

        assertThat(all).hasSize(15_300).doesNotHaveDuplicates();
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aTenantIsNoisyFromThirtyMessagesInFlightOn() {
        sendMany(url, "busy", "b", 60);
        sendTo(url, "quiet", "q");
        receiveMany(url, 29);
        assertThat(receive(url, r -> r.maxNumberOfMessages(1))).extracting(Message::body).as("not yet").containsExactly("b29");

        assertThat(receive(url, r -> r.maxNumberOfMessages(1))).extracting(Message::body).containsExactly("q");
    }

    @Test
    void aTenantIsNoisyWithMoreThanATenthOfTheFlight() {
        sendMany(url, "", "u", 300);
        receiveMany(url, 300);
        sendMany(url, "busy", "b", 60);
        sendTo(url, "quiet", "q");
        receiveMany(url, 33);
        assertThat(receive(url, r -> r.maxNumberOfMessages(1))).extracting(Message::body)
                .as("33 of 333 are no more than a tenth").containsExactly("b33");

        assertThat(receive(url, r -> r.maxNumberOfMessages(1))).extracting(Message::body).containsExactly("q");
    }

    @Test
    void messagesWithoutAGroupAreNeverNoisy() {
        sendMany(url, "", "u", 100);
        sendTo(url, "quiet", "q");
        receiveMany(url, 50);

        assertThat(next()).containsExactlyElementsOf(numbered("u", 50, 60));
    }

    @Test
    void amongTheNoisyTheOneWithFewestInFlightComesFirst() {
        makeNoisy("a");
        makeNoisy("b");
        sendMany(url, "a", "a", 20);
        List<Message> held = receiveMany(url, 5);
        sendMany(url, "b", "b", 20);

        assertThat(held).extracting(Message::body).allMatch(body -> body.startsWith("a"));
        assertThat(receiveMany(url, 5)).extracting(Message::body).as("35 and 30 in flight").allMatch(body -> body.startsWith("b"));
        assertThat(receiveMany(url, 6)).extracting(Message::body).as("then by turns")
                .satisfies(bodies -> assertThat(bodies.stream().filter(body -> body.startsWith("a"))).hasSize(3));
    }

    @Test
    void aTenantIsQuietAgainOnceTheBacklogHasDrained() {
        List<Message> flight = makeNoisy("tenant");
        assertThat(receive(url)).isEmpty();
        flight.forEach(message -> delete(url, message));
        assertThat(receive(url)).isEmpty();
        sendTo(url, "tenant", "first");
        sendTo(url, "quiet", "second");

        assertThat(next()).containsExactly("first", "second");
    }

    @Test
    void aTenantIsQuietAgainAfterFiveMinutesWithoutSending() {
        sendMany(url, "tenant", "t", 60);
        sendTo(url, "quiet", "q1");
        receiveMany(url, 30);
        assertThat(receive(url, r -> r.maxNumberOfMessages(1))).extracting(Message::body).containsExactly("q1");
        pass(Duration.ofMinutes(5));
        sendTo(url, "quiet", "q2");

        assertThat(receive(url, r -> r.maxNumberOfMessages(1))).extracting(Message::body).containsExactly("t30");
    }

    @Test
    void aTenantThatTakesMostOfTheProcessingTimeIsNoisy() {
        for (int i = 0; i < 40; i++) {
            sendTo(url, "slow", "s" + i);
            Message slow = receiveOne(url);
            pass(Duration.ofSeconds(2));
            delete(url, slow);
        }
        sendMany(url, "slow", "s", 10);
        sendTo(url, "quiet", "q");

        assertThat(receive(url, r -> r.maxNumberOfMessages(1))).extracting(Message::body).containsExactly("q");
    }

    @Test
    void whatComesBackIsServedFairlyToo() {
        List<Message> flight = makeNoisy("noisy");
        sendTo(url, "quiet", "q");
        flight.subList(0, 10).forEach(message -> hide(url, message, 0));

        assertThat(receive(url, r -> r.maxNumberOfMessages(1))).extracting(Message::body).containsExactly("q");
        assertThat(next()).hasSize(10);
    }

    @Test
    void aQuietMessageServedAheadCanBeGivenBackAndDeletedAfterARestart() {
        restartWith(InProcess.NO_CACHE);
        sendMany(url, "noisy", "n", 15_000);
        Message quiet = serveAhead("q1");
        hide(url, quiet, 0);
        Message again = receive(url, r -> r.maxNumberOfMessages(1)).getFirst();
        assertThat(again.body()).isEqualTo("q1");
        reopen();
        delete(url, again);

        assertCounts(url, 14_970, 30, 0);
        assertThat(drain(url)).hasSize(14_970).doesNotContain("q1");
    }

    private Message serveAhead(String body) {
        sendTo(url, "quiet", body);
        receiveMany(url, 30);
        return receive(url, r -> r.maxNumberOfMessages(1)).getFirst();
    }

    @Test
    void theGroupIsTold() {
        sendTo(url, "tenant", "m");

        assertThat(receiveOne(url).attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant");
    }

    private void restartWith(long cache) {
        process.reopen(cache);
    }
}
