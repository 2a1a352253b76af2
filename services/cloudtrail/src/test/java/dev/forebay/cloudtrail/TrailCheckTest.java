package dev.forebay.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cloudtrail.Finding.Kind;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the files, the check tells of it. */
class TrailCheckTest {

    private static final Caller ALICE = Caller.root(new AccountId("111111111111"), new Region("eu-central-1"));

    @TempDir
    private Path root;

    private InProcess trail;

    /** Four hours, each with a log file and a digest. */
    @BeforeEach
    void write() {
        trail = new InProcess(CloudTrailConfig.defaults().inFolder(root), Optional.of(new DiskFolder(root)));
        for (int hour = 0; hour < 4; hour++) {
            trail.createTopic(ALICE, "t" + hour);
            trail.pass(Duration.ofHours(1));
        }
    }

    @AfterEach
    void close() {
        trail.close();
    }

    @Test
    void whatNobodyTouchedIsGood() throws IOException {
        assertThat(check().findings()).isEmpty();
        assertThat(check().digests()).isEqualTo(4);
        assertThat(check().files()).isEqualTo(4);
        assertThat(check().newest()).containsValue("2026-01-01T04:00:00Z");
        assertThat(check().keys()).containsExactly(trail.client(ALICE).listPublicKeys().publicKeyList().getFirst().fingerprint());
    }

    @Test
    void filesThatAreNotWholeYetAreNoneOfIt() throws IOException {
        Files.writeString(root.resolve("keys/.begun.pem"), "half a k");
        Files.writeString(root.resolve("AWSLogs/111111111111/.begun.json.gz"), "half a f");

        assertThat(check().findings()).isEmpty();
        assertThat(check().keys()).hasSize(1);
    }

    @Test
    void aLogFileThatWasChangedIsTold() throws IOException {
        Path log = logs().get(1);
        byte[] text = Gzip.unpack(Files.readAllBytes(log));
        text[text.length / 2] ^= 1;
        Files.write(log, Gzip.pack(text));

        assertFound(Kind.ALTERED, log);
    }

    @Test
    void aLogFileThatIsNoLongerCompressedIsTold() throws IOException {
        Files.write(logs().get(1), new byte[] {1, 2, 3});

        assertFound(Kind.ALTERED, logs().get(1));
    }

    @Test
    void aLogFileThatIsGoneIsTold() throws IOException {
        Path log = logs().get(2);
        Files.delete(log);

        assertFound(Kind.MISSING, log);
    }

    @Test
    void logFilesThatChangedPlacesAreTold() throws IOException {
        List<Path> logs = logs();
        byte[] first = Files.readAllBytes(logs.get(0));
        Files.write(logs.get(0), Files.readAllBytes(logs.get(1)));
        Files.write(logs.get(1), first);

        assertThat(check().findings()).containsExactlyInAnyOrder(finding(Kind.ALTERED, logs.get(0)), finding(Kind.ALTERED, logs.get(1)));
    }

    @Test
    void aLogFileThatSomebodyAddedIsTold() throws IOException {
        Path added = logs().getFirst().resolveSibling("111111111111_CloudTrail_eu-central-1_20260101T0130Z_abcdefghijklmnop.json.gz");
        Files.write(added, Gzip.pack(new byte[] {1}));

        assertFound(Kind.ADDED, added);
    }

    @Test
    void aLogFileOfTheLastMinutesIsToldToBeUnproven() throws IOException {
        trail.createTopic(ALICE, "late");
        trail.pass(Duration.ofMinutes(5));

        assertThat(check().isGood()).isTrue();
        assertThat(check().findings()).singleElement().satisfies(one -> assertThat(one.kind()).isEqualTo(Kind.YOUNGER));
    }

    @Test
    void aDigestThatIsGoneIsTold() throws IOException {
        Path digest = digests().get(1);
        Files.delete(digest);

        assertThat(check().isGood()).isFalse();
        assertThat(check().findings()).contains(finding(Kind.MISSING_DIGEST, digest));
    }

    @Test
    void oldDigestsThatAreGoneAreANote() throws IOException {
        Files.delete(digests().getFirst());
        Files.delete(logs().getFirst());

        assertThat(check().isGood()).isTrue();
        assertThat(check().findings()).containsExactly(finding(Kind.BEGINS, digests().getFirst()));
    }

    /** They are kept a day longer. The last of them is of the minute in which its digest ended, and the next one began. */
    @Test
    void logFilesOfOldDigestsThatAreGoneAreANote() throws IOException {
        Files.delete(digests().getFirst());

        assertThat(check().isGood()).isTrue();
        assertThat(check().findings()).containsExactly(finding(Kind.BEGINS, digests().getFirst()), finding(Kind.OLDER, logs().getFirst()));
    }

    @Test
    void aDigestThatWasChangedIsToldByItsSignatureAndByTheNextOne() throws IOException {
        Path digest = digests().get(1);
        byte[] text = new String(Gzip.unpack(Files.readAllBytes(digest)), StandardCharsets.UTF_8)
                .replace("\"hashValue\":\"", "\"hashValue\":\"0").getBytes(StandardCharsets.UTF_8);
        Files.write(digest, Gzip.pack(text));

        assertThat(check().findings()).contains(finding(Kind.BAD_SIGNATURE, digest), finding(Kind.ALTERED_DIGEST, digest));
    }

    @Test
    void aDigestWithoutItsSignatureIsTold() throws IOException {
        Path digest = digests().getLast();
        Files.delete(digest.resolveSibling(digest.getFileName() + ".signature"));

        assertFound(Kind.BAD_SIGNATURE, digest);
    }

    @Test
    void aDigestThatIsDamagedIsTold() throws IOException {
        Files.write(digests().getLast(), new byte[10]);

        assertThat(check().findings()).contains(finding(Kind.BAD_DIGEST, digests().getLast()));
    }

    @Test
    void aDigestUnderAnotherNameIsTold() throws IOException {
        Path digest = digests().get(1);
        Path other = digest.resolveSibling(digest.getFileName().toString().replace("T02", "T05"));
        Files.move(digest, other);

        assertThat(check().findings()).contains(finding(Kind.BAD_DIGEST, other), finding(Kind.MISSING_DIGEST, digest));
    }

    @Test
    void aChainThatSomebodyElseSignedIsToldByTheKey(@TempDir Path elsewhere) throws IOException {
        ManualClock clock = new ManualClock();
        ManualTimers timers = new ManualTimers(clock);
        CloudTrailService forger = CloudTrailService.open(CloudTrailConfig.defaults().inFolder(elsewhere), Partitions.open(new MemoryStore()),
                new CloudTrailService.Outside(Calls.VAULT, clock, timers, new Random(2), Optional.of(new DiskFolder(elsewhere)), SigningKey::make));
        forger.record(Calls.createTopic(ALICE, "forged"));
        clock.advance(Duration.ofHours(1));
        timers.run(100);
        Path key;
        try (Stream<Path> keys = Files.list(root.resolve("keys"))) {
            key = keys.findFirst().orElseThrow();
        }

        assertThat(TrailCheck.of(elsewhere, List.of()).isGood()).isTrue();
        assertThat(TrailCheck.of(elsewhere, List.of(key)).findings()).singleElement()
                .satisfies(one -> assertThat(one.kind()).isEqualTo(Kind.UNKNOWN_KEY));
    }

    @Test
    void aDigestDoesNotLeadOutsideOfItsFolder() throws IOException {
        Path digest = digests().getLast();
        byte[] text = new String(Gzip.unpack(Files.readAllBytes(digest)), StandardCharsets.UTF_8)
                .replace("\"s3Object\":\"AWSLogs/", "\"s3Object\":\"AWSLogs/../../").getBytes(StandardCharsets.UTF_8);
        Files.write(digest, Gzip.pack(text));

        assertThat(check().findings()).contains(finding(Kind.BAD_DIGEST, digest));
    }

    private TrailCheck check() {
        return TrailCheck.of(root, List.of());
    }

    private void assertFound(Kind kind, Path path) {
        assertThat(check().findings()).containsExactly(finding(kind, path));
        assertThat(check().isGood()).isFalse();
    }

    private Finding finding(Kind kind, Path path) {
        return new Finding(kind, root.relativize(path).toString());
    }

    private List<Path> logs() throws IOException {
        return files("/CloudTrail/");
    }

    private List<Path> digests() throws IOException {
        return files("/CloudTrail-Digest/");
    }

    private List<Path> files(String kind) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().contains(kind) && path.toString().endsWith(".gz")).sorted().toList();
        }
    }
}
