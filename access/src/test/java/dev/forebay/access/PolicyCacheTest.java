package dev.forebay.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyCacheTest {

    @Test
    void aPolicyIsCompiledOnce() {
        PolicyCache cache = new PolicyCache(PolicyKind.IDENTITY);

        assertThat(cache.of(Calls.ALLOW_SEND)).isSameAs(cache.of(new String(Calls.ALLOW_SEND.toCharArray())));
        assertThat(cache.size()).isOne();
    }

    @Test
    void whatIsAskedForStaysAndTheRestGoesWhenThereIsTooMuch() {
        PolicyCache cache = new PolicyCache(PolicyKind.IDENTITY);
        Policy asked = cache.of(Calls.ALLOW_SEND);
        String filler = " ".repeat(20_000);
        for (int i = 0; i < 500; i++) {
            cache.of(filler + i);
            assertThat(cache.of(Calls.ALLOW_SEND)).isSameAs(asked);
        }

        assertThat(cache.size()).isBetween(2, 120);
    }
}
