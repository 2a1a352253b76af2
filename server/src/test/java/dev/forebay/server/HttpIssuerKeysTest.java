package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.iam.IssuerKeys;
import dev.forebay.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpIssuerKeysTest {
    private final ManualClock clock = new ManualClock();
    private final HttpIssuer issuer = new HttpIssuer();
    private final HttpIssuerKeys keys = new HttpIssuerKeys(clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    private String ask(boolean fresh) {
        return keys.of(URI.create(issuer.url()), fresh);
    }

    @Test
    void keysAreFoundByDiscoveryAndKept() {
        assertThat(ask(false)).isEqualTo(issuer.keys);
        clock.advance(Duration.ofMinutes(59));
        ask(false);
        assertThat(issuer.asked()).isEqualTo(2);
        clock.advance(Duration.ofMinutes(2));
        ask(false);

        assertThat(issuer.asked()).isEqualTo(4);
    }

    @Test
    void otherKeysAreLookedForNotTooOften() {
        ask(false);
        ask(true);
        assertThat(issuer.asked()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(31));
        ask(true);

        assertThat(issuer.asked()).isEqualTo(4);
    }

    @Test
    void whatIsNoAnswerOfAnIssuerIsNone() {
        issuer.status = 302;
        unreachable("answered 302");
        issuer.status = 500;
        unreachable("answered 500");
        issuer.status = 200;
        issuer.keys = "x".repeat(70_000);
        unreachable("65537 bytes");
        issuer.keysUrl = "http://192.0.2.1/keys";
        unreachable("not secure");
        issuer.keysUrl = "file:///etc/passwd";
        unreachable("not secure");
        issuer.keysUrl = "not a url";
        unreachable("no URL");
        issuer.close();
        unreachable("does not answer");
    }

    private void unreachable(String why) {
        assertThatThrownBy(() -> ask(false)).isInstanceOf(IssuerKeys.Unreachable.class).hasMessageContaining(why);
    }
}
