package dev.forebay.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are whole, whatever was there before. */
class WholeFileTest {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    @TempDir
    private Path directory;

    private Path file;
    private Path beside;

    @BeforeEach
    void name() {
        file = directory.resolve("key");
        beside = directory.resolve("key.part");
    }

    @Test
    void aFileHasItsContentAndNothingIsLeftBeside() throws IOException {
        byte[] content = new byte[1 << 20];
        new Random(1).nextBytes(content);

        WholeFile.write(file, beside, content);

        assertThat(file).hasBinaryContent(content);
        assertThat(names()).containsExactly("key");
    }

    @Test
    void aFileIsMadeAnew() throws IOException {
        WholeFile.write(file, beside, bytes("the longer one of the two"));
        WholeFile.write(file, beside, bytes("short"));

        assertThat(file).hasContent("short");
    }

    @Test
    void whatACrashLeftBesideIsWrittenOver() throws IOException {
        Files.writeString(beside, "half of something much longer");

        WholeFile.write(file, beside, bytes("whole"));

        assertThat(file).hasContent("whole");
        assertThat(names()).containsExactly("key");
    }

    @Test
    void aPrivateFileIsItsOwnersAloneWhateverIsBeside() throws IOException {
        Files.writeString(beside, "for all to read");

        WholeFile.writePrivate(file, beside, bytes("secret"));

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(OWNER_ONLY);
        assertThat(file).hasContent("secret");
    }

    @Test
    void aPrivateFileTakesThePlaceOfOneThatWasNot() throws IOException {
        WholeFile.write(file, beside, bytes("known"));
        WholeFile.writePrivate(file, beside, bytes("secret"));

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(OWNER_ONLY);
    }

    /** A directory that is not empty cannot be replaced by a file. */
    @Test
    void whatCannotTakeTheNameLeavesNothingBeside() throws IOException {
        Files.createDirectories(file.resolve("full"));

        assertThatThrownBy(() -> WholeFile.write(file, beside, bytes("whole"))).isInstanceOf(IOException.class);

        assertThat(names()).containsExactly("key");
        assertThat(file).isDirectory();
    }

    @Test
    void aDirectoryThatIsNotThereIsTold() {
        Path nowhere = directory.resolve("nowhere").resolve("key");

        assertThatThrownBy(() -> WholeFile.write(nowhere, nowhere.resolveSibling("part"), bytes("whole"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> WholeFile.rename(beside, file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> WholeFile.sync(nowhere)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aPathMayBeRelative() throws IOException {
        Path here = Path.of("target", "whole-file-" + ProcessHandle.current().pid());
        WholeFile.writePrivate(here, here.resolveSibling(here.getFileName() + ".part"), bytes("whole"));

        assertThat(here).hasContent("whole");
        Files.delete(here);
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
