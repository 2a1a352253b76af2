package dev.forebay.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTEXT = {1};

    @TempDir
    Path directory;

    private final RowInMemory row = new RowInMemory();

    @Test
    void theFirstStartMakesAMasterKeyForItsOwnersEyes() throws IOException {
        byte[] sealed = open().seal(SECRET, CONTEXT);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        assertThat(Files.readString(file())).startsWith("forebay-master-key 1 ");
        assertThat(open().open(sealed, CONTEXT)).isEqualTo(SECRET);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aMasterKeyThatOthersCanReachIsRefused() throws IOException {
        open();
        for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));
            assertThatThrownBy(this::open).isInstanceOf(VaultLocked.class).hasMessageContaining(permissions).hasMessageContaining("chmod 600");
        }
    }

    @Test
    void aMasterKeyIsNotMadeAgainWhereThereAreSecrets() throws IOException {
        open();
        Files.delete(file());

        assertThatThrownBy(this::open).isInstanceOf(VaultLocked.class).hasMessageContaining("there is no master key in " + file());
        assertThat(file()).doesNotExist();
    }

    @Test
    void aWrongMasterKeyIsRefusedAndNothingIsChanged() throws IOException {
        open();
        byte[] before = row.row;
        Files.delete(file());
        Keyring.open(MasterKeyFile.at(file()), new RowInMemory());

        assertThatThrownBy(this::open).isInstanceOf(VaultLocked.class).hasMessageContaining("is not what the secrets in this store are sealed under");
        assertThat(row.row).isEqualTo(before);
        Files.writeString(file(), "nonsense");
        assertThatThrownBy(this::open).isInstanceOf(VaultLocked.class).hasMessageContaining("is no master key");
    }

    @Test
    void aStartThatDiedBeforeTheKeyringWasWrittenIsMadeGood() throws IOException {
        open();
        String key = Files.readString(file());
        row.row = null;
        open();

        assertThat(Files.readString(file())).isEqualTo(key);
    }

    @Test
    void aKeyringIsNotMadeAgainWhereThereAreSecrets() {
        row.secrets = true;

        assertThatThrownBy(this::open).isInstanceOf(VaultLocked.class).hasMessageContaining("the keyring is missing from this store")
                .hasMessageContaining("backup");
        assertThat(row.row).isNull();
        assertThat(file()).doesNotExist();
        row.secrets = false;
        open();
        row.secrets = true;
        open();
    }

    @Test
    void theMasterKeyIsRotatedAndWhatWasSealedStillOpens() throws IOException {
        byte[] sealed = open().seal(SECRET, CONTEXT);
        String before = Files.readString(file());
        int keys = Keyring.rotate(MasterKeyFile.at(file()), MasterKeyFile.at(file()).anew(), row);

        assertThat(keys).isEqualTo(2);
        assertThat(Files.readString(file())).isNotEqualTo(before);
        assertThat(open().open(sealed, CONTEXT)).isEqualTo(SECRET);
        byte[] anew = open().seal(SECRET, CONTEXT);
        assertThat(anew[4]).isEqualTo((byte) 2);
        Files.writeString(file(), before);
        assertThatThrownBy(this::open).isInstanceOf(VaultLocked.class);
    }

    @Test
    void aRotationThatDiedAtTheEndIsFinishedByTheNextStart() throws IOException {
        byte[] sealed = open().seal(SECRET, CONTEXT);
        String old = Files.readString(file());
        Keyring.rotate(MasterKeyFile.at(file()), MasterKeyFile.at(file()).anew(), row);
        Path unfinished = directory.resolve("master.key.new");
        Files.move(file(), unfinished);
        Files.writeString(file(), old);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));

        assertThat(open().open(sealed, CONTEXT)).isEqualTo(SECRET);
        assertThat(unfinished).doesNotExist();
        assertThat(Files.readString(file())).isNotEqualTo(old);
    }

    @Test
    void aRotationThatDiedAtTheBeginningHasNoEffect() {
        byte[] sealed = open().seal(SECRET, CONTEXT);
        MasterKeyFile.at(file()).anew().create();

        assertThat(open().open(sealed, CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    void whatADeadRotationLeftNeverTakesThePlaceOfTheKeyThatIsGoneTo() {
        byte[] sealed = Keyring.open(Passphrase.of("correct horse battery"), row).seal(SECRET, CONTEXT);
        MasterKeyFile.at(file()).anew().create();
        Keyring.rotate(Passphrase.of("correct horse battery"), MasterKeyFile.at(file()), row);

        assertThat(open().open(sealed, CONTEXT)).isEqualTo(SECRET);
        assertThat(open().open(sealed, CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    void aPassphraseOpensWhatItSealed() {
        byte[] sealed = Keyring.open(Passphrase.of("correct horse battery"), row).seal(SECRET, CONTEXT);

        assertThat(Keyring.open(Passphrase.of("correct horse battery"), row).open(sealed, CONTEXT)).isEqualTo(SECRET);
        assertThatThrownBy(() -> Keyring.open(Passphrase.of("correct horse batters"), row)).isInstanceOf(VaultLocked.class)
                .hasMessageContaining("the passphrase is not what the secrets in this store are sealed under").hasMessageNotContaining("horse");
        assertThatThrownBy(this::open).isInstanceOf(VaultLocked.class).hasMessageContaining("sealed under a passphrase, and a master key in a file");
        assertThatThrownBy(() -> Passphrase.of("short")).isInstanceOf(VaultLocked.class);
        Keyring.rotate(Passphrase.of("correct horse battery"), MasterKeyFile.at(file()), row);
        assertThat(open().open(sealed, CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    void aKeyringThatWasTouchedIsRefusedAndNeverOpensWrongly() {
        byte[] sealed = open().seal(SECRET, CONTEXT);
        byte[] whole = row.row;
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            row.row = whole.clone();
            row.row[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(this::open).isInstanceOf(VaultLocked.class);
        }
        for (int length = 0; length < whole.length; length++) {
            row.row = Arrays.copyOf(whole, length);
            assertThatThrownBy(this::open).isInstanceOf(VaultLocked.class);
        }
        row.row = whole;
        assertThat(open().open(sealed, CONTEXT)).isEqualTo(SECRET);
        assertThatThrownBy(() -> open().open(new byte[] {2, 0, 0, 0, 9, 1}, CONTEXT)).isInstanceOf(SealBroken.class);
    }

    private Keyring open() {
        return Keyring.open(MasterKeyFile.at(file()), row);
    }

    private Path file() {
        return directory.resolve("master.key");
    }
}
