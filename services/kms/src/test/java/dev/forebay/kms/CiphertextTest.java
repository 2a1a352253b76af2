package dev.forebay.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What callers bring may be anything. */
class CiphertextTest {

    @Test
    void anyBytesAreReadOrRefusedAndNothingElseHappens() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            byte[] blob = new byte[random.nextInt(120)];
            random.nextBytes(blob);
            if (blob.length > 0 && random.nextBoolean()) {
                blob[0] = 1;
            }
            Ciphertext.read(blob).ifPresent(read -> assertThat(read.head().length + read.sealed().length).isEqualTo(blob.length));
        }
    }

    @Test
    void equalContextsAreTheSameBytesAndOthersAreNot() {
        assertThat(EncryptionContext.canonical(Map.of("a", "b", "c", "d"))).isEqualTo(EncryptionContext.canonical(Map.of("c", "d", "a", "b")));
        assertThat(EncryptionContext.canonical(Map.of("a", "bc"))).isNotEqualTo(EncryptionContext.canonical(Map.of("ab", "c")));
        assertThat(EncryptionContext.canonical(Map.of("a", ""))).isNotEqualTo(EncryptionContext.canonical(Map.of("", "a")));
        assertThat(EncryptionContext.canonical(Map.of())).isEmpty();
    }
}
