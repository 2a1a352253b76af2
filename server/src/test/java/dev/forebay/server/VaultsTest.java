package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.Bytes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Batch;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.Store;
import dev.forebay.store.Store.Urgency;
import dev.forebay.vault.SealBroken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a store may get a keyring, and what is said of a secret that does not open. */
class VaultsTest {
    private final MemoryStore store = new MemoryStore();
    private final Vaults.Row row = new Vaults.Row(store);

    @Test
    void anEmptyStoreHasNoSecrets() {
        Partitions.open(store);

        assertThat(row.hasSecrets()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(bytes = {0x28, 0x2b})
    void ofSnsOnlyWhatIsSealedIsASecretThatWantsAKeyring(byte table) {
        put(3, table, 1);
        assertThat(row.hasSecrets()).as("in the clear, of before there was a keyring").isFalse();

        put(7, table, 2);
        assertThat(row.hasSecrets()).as("sealed").isTrue();
    }

    @Test
    void anyRowOfServicesThatSealIsASecret() {
        put(15, (byte) 0x90, 1);

        assertThat(row.hasSecrets()).isTrue();
    }

    @Test
    void aDataDirectoryOfBeforeTheVaultStartsAndItsSecretsAreSealed(@TempDir Path data) {
        StorageConfig.OnDisk disk = (StorageConfig.OnDisk) ForebayConfig.onDisk(data).storage();
        byte[] key = Keys.of(5, (byte) 0x28, "000000000000/us-east-1/ADM/weather".getBytes(StandardCharsets.UTF_8));
        try (Store before = Stores.open(disk, failed -> { })) {
            Partitions.open(before);
            before.await(before.submit(new Batch().put(key, Bytes.write(1, out -> {
                out.writeLong(1);
                out.writeLong(0);
                Bytes.map(out, Map.of("PlatformCredential", "the-secret", "PlatformPrincipal", "the-client", "Enabled", "false"));
            })), Urgency.NOW));
        }
        for (int start = 0; start < 2; start++) {
            try (Forebay forebay = Forebay.start(ForebayConfig.onDisk(data))) {
                assertThat(forebay.sns().listPlatformApplications().platformApplications()).singleElement().satisfies(
                        weather -> assertThat(weather.attributes()).isEqualTo(Map.of("Enabled", "false")));
            }
        }
        try (Store after = Stores.open(disk, failed -> { })) {
            assertThat(new String(after.get(key).orElseThrow(), StandardCharsets.ISO_8859_1)).contains("Enabled").doesNotContain("the-");
        }
    }

    @Test
    void aSecretThatDoesNotOpenEndsTheStartWithWhatToDo() {
        Exit exit = Exit.of(new SealBroken("the credentials of arn cannot be read from the store: why", null));

        assertThat(exit.code()).isEqualTo(Exit.STORAGE_FAILED);
        assertThat(exit.message()).startsWith("the credentials of arn cannot be read from the store: why. Nothing was changed. Restore the data directory");
        assertThat(exit.inside()).isEmpty();
    }

    private void put(int partition, byte table, int version) {
        store.await(store.submit(new Batch().put(Keys.of(partition, table, 1), new byte[] {(byte) version}), Urgency.NOW));
    }
}
