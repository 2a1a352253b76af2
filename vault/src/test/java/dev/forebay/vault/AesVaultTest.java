package dev.forebay.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AesVaultTest {
    private static final byte[] SECRET = "wJalr/secret".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONTEXT = {1, 2, 3};

    private final Vault vault = AesVault.inMemory();

    @Test
    void whatWasSealedOpensInItsContext() {
        byte[] sealed = vault.seal(SECRET, CONTEXT);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(vault.open(sealed, CONTEXT)).isEqualTo(SECRET);
        assertThat(vault.seal(SECRET, CONTEXT)).isNotEqualTo(sealed);
    }

    @Test
    void itOpensNowhereElse() {
        byte[] sealed = vault.seal(SECRET, CONTEXT);

        assertThatThrownBy(() -> vault.open(sealed, new byte[] {3, 2, 1})).isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> AesVault.inMemory().open(sealed, CONTEXT)).isInstanceOf(SealBroken.class);
    }

    @Test
    void noBitOfItMayChange() {
        for (int bit = 0; bit < vault.seal(SECRET, CONTEXT).length * 8; bit++) {
            byte[] sealed = vault.seal(SECRET, CONTEXT);
            sealed[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatThrownBy(() -> vault.open(sealed, CONTEXT)).isInstanceOf(SealBroken.class);
        }
        assertThatThrownBy(() -> vault.open(new byte[3], CONTEXT)).isInstanceOf(SealBroken.class);
    }
}
