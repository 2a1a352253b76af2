package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentHashesTest {

    @Test
    void aNewThingHasNoIds() {
        assertThat(new RecentHashes(true).mayHave("a", 7)).isFalse();
    }

    @Test
    void anIdIsThereInItsBucketAndTheNext() {
        RecentHashes hashes = new RecentHashes(true);
        hashes.add("a", 7);

        assertThat(hashes.mayHave("a", 7)).isTrue();
        assertThat(hashes.mayHave("b", 7)).isFalse();
        assertThat(hashes.mayHave("a", 8)).isTrue();
        assertThat(hashes.mayHave("a", 9)).isFalse();
    }

    @Test
    void whatWasBeforeARestartIsNotKnownForTwoBuckets() {
        RecentHashes hashes = new RecentHashes(false);

        assertThat(hashes.mayHave("a", 7)).isTrue();
        assertThat(hashes.mayHave("a", 8)).isTrue();
        assertThat(hashes.mayHave("a", 9)).isFalse();
    }

    @Test
    void aLongSilenceLeavesNothingUnknown() {
        RecentHashes hashes = new RecentHashes(true);
        hashes.add("a", 7);

        assertThat(hashes.mayHave("a", 100)).isFalse();
        hashes.add("b", 100);
        assertThat(hashes.mayHave("b", 101)).isTrue();
    }

    @Test
    void aClockThatWasSetBackMakesItUncertain() {
        RecentHashes hashes = new RecentHashes(true);
        hashes.add("a", 7);

        assertThat(hashes.mayHave("never", 6)).isTrue();
    }

    @Test
    void noIdOfManyIsMissed() {
        RecentHashes hashes = new RecentHashes(true);
        for (int i = 0; i < 100_000; i++) {
            hashes.add("id-" + i, 7);
        }

        for (int i = 0; i < 100_000; i++) {
            assertThat(hashes.mayHave("id-" + i, 8)).isTrue();
        }
        assertThat(hashes.mayHave("other", 8)).isFalse();
    }

    @Test
    void tooManyIdsMakeABucketUncertainAndNoLarger() {
        RecentHashes hashes = new RecentHashes(true);
        for (int i = 0; i < (1 << 20) + 1; i++) {
            hashes.add("id-" + i, 7);
        }

        assertThat(hashes.mayHave("other", 7)).isTrue();
        assertThat(hashes.mayHave("other", 9)).isFalse();
    }
}
