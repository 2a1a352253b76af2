package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.Keys;
import dev.forebay.store.Batch;
import dev.forebay.store.Store;
import dev.forebay.store.Store.Urgency;
import dev.forebay.vault.Passphrase;
import dev.forebay.vault.VaultLocked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** The master key of a data directory, from the first start to another key. */
class VaultCommandTest {
    @TempDir
    Path directory;

    private Path data;
    private SdkBytes ciphertext;

    @BeforeEach
    void encrypt() {
        data = directory.resolve("data");
        try (Forebay forebay = Forebay.start(ForebayConfig.onDisk(data))) {
            String key = forebay.kms().createKey().keyMetadata().keyId();
            ciphertext = forebay.kms().encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("text"))).ciphertextBlob();
        }
    }

    @Test
    void aServerWithoutItsMasterKeyDoesNotStart() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(master(), elsewhere);
        assertThatThrownBy(() -> decrypted(ForebayConfig.onDisk(data))).isInstanceOf(VaultLocked.class).hasMessageContaining("there is no master key in " + master());
        assertThat(Exit.of(new VaultLocked("why"))).isEqualTo(new Exit(Exit.COULD_NOT_START, "why", Optional.empty()));

        Files.move(elsewhere, master());
        assertThat(decrypted(ForebayConfig.onDisk(data))).isEqualTo("text");
    }

    @Test
    void aStoreWithSecretsAndWithoutItsKeyringDoesNotStart() throws IOException {
        StorageConfig.OnDisk disk = (StorageConfig.OnDisk) ForebayConfig.onDisk(data).storage();
        byte[] keyring = exchangeKeyring(disk, Optional.empty()).orElseThrow();
        String key = Files.readString(master());
        assertThatThrownBy(() -> decrypted(ForebayConfig.onDisk(data))).isInstanceOf(VaultLocked.class)
                .hasMessageContaining("the keyring is missing from this store").hasMessageContaining("Nothing was changed");
        assertThat(Files.readString(master())).isEqualTo(key);

        assertThat(exchangeKeyring(disk, Optional.of(keyring))).isEmpty();
        assertThat(decrypted(ForebayConfig.onDisk(data))).isEqualTo("text");
    }

    private static Optional<byte[]> exchangeKeyring(StorageConfig.OnDisk disk, Optional<byte[]> keyring) {
        byte[] key = Keys.of(0, (byte) 0x0f);
        try (Store store = Stores.open(disk, failed -> { })) {
            Optional<byte[]> before = store.get(key);
            Batch batch = new Batch();
            store.await(store.submit(keyring.map(row -> batch.put(key, row)).orElseGet(() -> batch.delete(key)), Urgency.NOW));
            return before;
        }
    }

    @Test
    void theMasterKeyIsRotatedInItsFile() throws IOException {
        String before = Files.readString(master());
        assertThat(rotate()).contains("are sealed under the master key in " + master());

        assertThat(Files.readString(master())).isNotEqualTo(before);
        assertThat(decrypted(ForebayConfig.onDisk(data))).isEqualTo("text");
        Files.writeString(master(), before);
        assertThatThrownBy(() -> decrypted(ForebayConfig.onDisk(data))).isInstanceOf(VaultLocked.class);
    }

    @Test
    void fromAFileToAPassphraseAndBack() throws IOException {
        Path words = Files.writeString(directory.resolve("words"), "correct horse battery staple\n");
        rotate("--to-passphrase-file", words.toString());
        assertThatThrownBy(() -> decrypted(ForebayConfig.onDisk(data))).isInstanceOf(VaultLocked.class).hasMessageContaining("sealed under a passphrase");
        Files.delete(master());
        assertThat(decrypted(ForebayConfig.onDisk(data).with(Passphrase.of("correct horse battery staple")))).isEqualTo("text");
        assertThatThrownBy(() -> rotate("--vault-passphrase-file", words.toString())).isInstanceOf(ConfigRefused.class).hasMessageContaining("say what to go to");

        rotate("--vault-passphrase-file", words.toString(), "--to-master-key-file", master().toString());
        assertThat(decrypted(ForebayConfig.onDisk(data))).isEqualTo("text");
    }

    @Test
    void whatWillNotDoIsRefused() {
        assertThatThrownBy(() -> new VaultCommand(System.out, Map.of()).run(List.of())).isInstanceOf(ConfigRefused.class);
        assertThatThrownBy(() -> rotate("--to-passphrase-file")).isInstanceOf(ConfigRefused.class).hasMessageContaining("names nothing");
        assertThatThrownBy(() -> read("--vault-passphrase=short")).isInstanceOf(ConfigRefused.class).hasMessageNotContaining("short");
        assertThatThrownBy(() -> read("--vault-passphrase=long enough to be one", "--vault-master-key-file=f")).isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("exclude each other").hasMessageNotContaining("long enough");
    }

    private static void read(String... flags) {
        new SettingsReader(Flags.settings(List.of(flags), Map.of())).read();
    }

    private String rotate(String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new VaultCommand(new PrintStream(out), Map.of()).run(Stream.concat(Stream.of("rotate", "--data-dir", data.toString()), Stream.of(more)).toList());
        return out.toString();
    }

    private String decrypted(ForebayConfig config) {
        try (Forebay forebay = Forebay.start(config)) {
            return forebay.kms().decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext().asUtf8String();
        }
    }

    private Path master() {
        return data.resolve("master.key");
    }
}
