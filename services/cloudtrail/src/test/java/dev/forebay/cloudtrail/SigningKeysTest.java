package dev.forebay.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.SealBroken;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Who reads the store cannot sign. */
class SigningKeysTest {
    private static final int PIECE = 20;

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock();
    private final Vault vault = AesVault.inMemory();

    @Test
    void thePrivateKeyLiesSealedInTheStoreAndIsFoundAgain() {
        SigningKey made = keys(vault).key();
        byte[] row = store.get(Keys.of(0, Tables.KEY, 1)).orElseThrow();
        byte[] end = Arrays.copyOfRange(made.secret(), made.secret().length - PIECE, made.secret().length);

        assertThat(text(row)).doesNotContain(text(end));
        assertThat(keys(vault).key().sign(end)).isEqualTo(made.sign(end));
    }

    @Test
    void anotherMasterKeyOpensNothing() {
        keys(vault).key();

        assertThatThrownBy(() -> keys(AesVault.inMemory()).key()).isInstanceOf(SealBroken.class);
    }

    @Test
    void aPrivateKeyDoesNotOpenBesideAnotherPublicKey() {
        keys(vault).key();
        byte[] key = Keys.of(0, Tables.KEY, 1);
        byte[] row = store.get(key).orElseThrow();
        row[row.length - Long.BYTES - 1] ^= 1;

        assertThatThrownBy(() -> SigningKey.read(row, vault)).isInstanceOf(SealBroken.class);
    }

    @Test
    void whatARetiredKeySignedIsVerifiedByWhatIsToldOfItAndItsPrivateKeyIsGone() {
        SigningKey old = keys(vault).key();
        byte[] secret = Arrays.copyOfRange(old.secret(), old.secret().length - PIECE, old.secret().length);
        clock.advance(Duration.ofDays(3));
        SigningKey fresh = rotating().rotate().orElseThrow();

        SigningKeys reopened = keys(vault);
        assertThat(reopened.key().fingerprint()).isEqualTo(fresh.fingerprint()).isNotEqualTo(old.fingerprint());
        assertThat(reopened.all()).extracting(key -> SigningKey.fingerprint(key.open())).containsExactly(old.fingerprint(), fresh.fingerprint());
        RetiredKey retired = reopened.all().findFirst().orElseThrow();
        assertThat(retired.until()).isEqualTo(clock.millis());
        assertThat(new OpenKey(retired.open()).verifies(secret, old.sign(secret))).isTrue();
        assertThat(SigningKey.read(store.get(Keys.of(0, Tables.KEY, 2)).orElseThrow(), vault).fingerprint()).isEqualTo(fresh.fingerprint());
        assertThatThrownBy(() -> SigningKey.read(store.get(Keys.of(0, Tables.KEY, 1)).orElseThrow(), vault)).hasMessageContaining("format 2");

        rotating().rotate();
        assertThat(keys(vault).all()).hasSize(3);
    }

    @Test
    void withoutAKeyThereIsNothingToRotateAndAnotherMasterKeyRotatesNothing() {
        assertThat(rotating().rotate()).isEmpty();
        assertThat(store.get(Keys.of(0, Tables.KEY, 1))).isEmpty();

        SigningKey made = keys(vault).key();
        SigningKeys wrong = keys(AesVault.inMemory());
        assertThatThrownBy(wrong::rotate).isInstanceOf(SealBroken.class);
        assertThat(keys(vault).key().fingerprint()).isEqualTo(made.fingerprint());
    }

    private SigningKeys rotating() {
        return new SigningKeys(Partitions.open(store), vault, clock, SigningKey::make);
    }

    private SigningKeys keys(Vault sealedBy) {
        return new SigningKeys(Partitions.open(store), sealedBy, clock, Calls::key);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
