package dev.forebay.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A master key in a token: SoftHSM 2, in a process of its own, as its library reads where its tokens are from the environment.
 * Skipped where SoftHSM is not installed.
 */
class TokenTest {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    @TempDir
    Path directory;

    @BeforeEach
    void makeToken() throws Exception {
        assumeTrue(Files.exists(LIBRARY), "SoftHSM is not installed: apt-get install softhsm2");
        Files.createDirectory(directory.resolve("tokens"));
        Files.writeString(directory.resolve("softhsm2.conf"), "directories.tokendir = " + directory.resolve("tokens") + "\nlog.level = ERROR\n");
        run("softhsm2-util", "--init-token", "--free", "--label", "forebay", "--pin", "123456", "--so-pin", "654321");
    }

    @Test
    void theKeyStaysInTheTokenAndSealsTheKeyring() throws Exception {
        assertThat(child("first", "123456")).isEqualTo("made");
        assertThat(child("again", "123456")).isEqualTo("opened");
        assertThat(child("again", "999999")).contains("cannot use the token", "CKR_PIN_INCORRECT").doesNotContain("999999");
        assertThat(child("rotate", "123456")).isEqualTo("rotated to 2");
        assertThat(child("again", "123456")).isEqualTo("opened");
        assertThat(run("softhsm2-util", "--show-slots")).contains("forebay");
    }

    @Test
    void aTokenWithoutTheKeyOpensNothing() throws Exception {
        assertThat(child("first", "123456")).isEqualTo("made");
        assertThat(child("stolen", "123456")).contains("there is no key 'another'");
    }

    @Test
    void aLibraryThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Keyring.open(new Token(Path.of("/nowhere.so"), 0, "1", "k"), new RowInMemory()))
                .isInstanceOf(VaultLocked.class).hasMessageContaining("/nowhere.so");
        assertThat(new Token(Path.of("/nowhere.so"), 0, "secret-pin", "k").toString()).doesNotContain("secret-pin");
    }

    private String child(String what, String pin) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(java, "-cp", System.getProperty("java.class.path"), Child.class.getName(), what, directory.toString(), pin).strip();
    }

    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", directory.resolve("softhsm2.conf").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Stream.of(output.split("\n")).filter(line -> !line.startsWith("WARNING")).reduce("", (a, b) -> a + b + "\n");
    }

    /** What a server would do. */
    static final class Child {
        private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.US_ASCII);

        private Child() {}

        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[1]);
            RowInMemory row = new RowInMemory();
            Path kept = directory.resolve("row");
            row.row = Files.exists(kept) ? Files.readAllBytes(kept) : null;
            try {
                System.out.println(run(arguments[0], directory, new Token(LIBRARY, 0, arguments[2], "master"), row));
            } catch (VaultLocked locked) {
                System.out.println(locked.getMessage());
            }
            Files.write(kept, row.row);
        }

        private static String run(String what, Path directory, Token token, RowInMemory row) throws IOException {
            Path sealed = directory.resolve("sealed");
            return switch (what) {
                case "first" -> {
                    Files.write(sealed, Keyring.open(token, row).seal(SECRET, SECRET));
                    yield "made";
                }
                case "rotate" -> "rotated to " + Keyring.rotate(token, new Token(LIBRARY, 0, token.pin(), "second"), row);
                case "stolen" -> {
                    row.row = new String(row.row, StandardCharsets.ISO_8859_1).replace("\0\6master", "\0\7another").getBytes(StandardCharsets.ISO_8859_1);
                    yield String.valueOf(Keyring.open(token, row));
                }
                default -> new String(Keyring.open(token, row).open(Files.readAllBytes(sealed), SECRET), StandardCharsets.US_ASCII)
                        .equals("a secret") ? "opened" : "garbled";
            };
        }
    }
}
