package dev.forebay.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cloudtrail.CloudTrailConfig.Log;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Json;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.StepStore;
import dev.forebay.store.Store;
import dev.forebay.testkit.CrashingStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log files and digests: what is in them, and that crashes neither lose nor repeat anything. */
class TrailFilesTest {

    private static final Caller ALICE = Caller.root(new AccountId("111111111111"), new Region("eu-central-1"));
    private static final Caller BOB = Caller.root(new AccountId("222222222222"), new Region("us-west-2"));
    private static final Duration TICK = Duration.ofMinutes(5);
    private static final List<SigningKey> KEYS = List.of(SigningKey.make(1), SigningKey.make(2));
    private static final Pattern NAME = Pattern.compile("\"requestParameters\":\\{\"name\":\"([^\"]+)\"");

    @Test
    void afterFiveMinutesEventsAreInAFileNamedAsAwsNamesIt() {
        StepFolder folder = new StepFolder();
        try (InProcess trail = new InProcess(config(), Optional.of(folder))) {
            trail.createTopic(ALICE, "a");
            trail.createTopic(ALICE, "b");
            assertThat(folder.files).isEmpty();
            trail.pass(TICK);

            assertThat(folder.files.keySet()).singleElement().asString().matches(
                    "AWSLogs/111111111111/CloudTrail/eu-central-1/2026/01/01/111111111111_CloudTrail_eu-central-1_20260101T0005Z_[A-Za-z0-9]{16}\\.json\\.gz");
            assertThat(text(folder.files.firstEntry().getValue())).startsWith("{\"Records\":[{\"eventVersion\":\"1.11\"").endsWith("}]}");
            assertThat(names(folder)).containsExactly("a", "b");

            trail.pass(TICK);
            assertThat(folder.files).hasSize(1);
        }
    }

    @Test
    void dataEventsAreInFilesWhenAskedForAndThenNowhereElse() {
        StepFolder folder = new StepFolder();
        try (InProcess trail = new InProcess(config().with(Log.ALL), Optional.of(folder))) {
            trail.createTopic(ALICE, "a");
            trail.publish(ALICE, "a", "the body");
            trail.pass(TICK);

            String file = text(folder.files.firstEntry().getValue());
            assertThat(file).contains("\"eventName\":\"Publish\"", "\"eventCategory\":\"Data\"", "\"managementEvent\":false",
                    "\"message\":\"HIDDEN_DUE_TO_SECURITY_REASONS\"").doesNotContain("the body");
            assertThat(trail.client(ALICE).lookupEvents().events()).singleElement().satisfies(event -> assertThat(event.eventName()).isEqualTo("CreateTopic"));
        }
    }

    @Test
    void aFullFileDoesNotWaitForTheClock() {
        StepFolder folder = new StepFolder();
        try (InProcess trail = new InProcess(config().withFiles(TICK, 4_000, 0), Optional.of(folder))) {
            for (int i = 0; i < 30; i++) {
                trail.createTopic(ALICE, "t" + i);
                trail.pass(Duration.ZERO);
            }
            assertThat(folder.files.size()).isGreaterThan(3);
            assertThat(folder.files.values()).allSatisfy(file -> assertThat(text(file).length()).isLessThan(6_000));
        }
    }

    @Test
    void aFileHasAtLeastOneEventHoweverSmallItIsToBe() {
        StepFolder folder = new StepFolder();
        try (InProcess trail = new InProcess(config().withFiles(TICK, 1, 0), Optional.of(folder))) {
            trail.createTopic(ALICE, "a");
            trail.createTopic(ALICE, "b");
            trail.pass(Duration.ZERO);
            assertThat(names(folder)).containsExactlyInAnyOrder("a", "b");
            assertThat(folder.files).hasSize(2);
        }
    }

    @Test
    void digestsAreHourlyAndSignedAndChained() {
        StepFolder folder = new StepFolder();
        try (InProcess trail = new InProcess(config(), Optional.of(folder))) {
            for (int hour = 0; hour < 3; hour++) {
                trail.createTopic(ALICE, "t" + hour);
                trail.pass(Duration.ofHours(1));
            }
            List<String> digests = folder.files.keySet().stream().filter(path -> path.contains("CloudTrail-Digest") && path.endsWith(".gz")).toList();
            assertThat(digests).hasSize(3).first().asString().endsWith(
                    "CloudTrail-Digest/eu-central-1/2026/01/01/111111111111_CloudTrail-Digest_eu-central-1_forebay_eu-central-1_20260101T010000Z.json.gz");
            Json.Members second = Json.object(text(folder.files.get(digests.get(1)))).orElseThrow();
            assertThat(second.text("previousDigestS3Object")).contains(digests.getFirst());
            assertThat(second.text("digestStartTime")).contains("2026-01-01T01:00:00Z");
            assertThat(second.text("digestEndTime")).contains("2026-01-01T02:00:00Z");
            assertThat(Json.object(text(folder.files.get(digests.getFirst()))).orElseThrow().member("previousDigestSignature")).contains(new Json.Bare("null"));
            trail.pass(Duration.ofDays(1));
            assertThat(folder.files.keySet().stream().filter(path -> path.contains("CloudTrail-Digest") && path.endsWith(".gz"))).hasSize(3);
        }
    }

    @Test
    void whileTheDiskTakesNoFilesNothingIsLost() {
        StepFolder folder = new StepFolder();
        try (InProcess trail = new InProcess(config(), Optional.of(folder))) {
            folder.full(true);
            trail.createTopic(ALICE, "a");
            trail.pass(TICK);
            trail.createTopic(ALICE, "b");
            trail.pass(TICK);
            folder.full(false);
            trail.pass(TICK);

            assertThat(names(folder)).containsExactly("a", "b");
        }
    }

    @Test
    void filesGoWhenTheyAreTooOld() {
        StepFolder folder = new StepFolder();
        try (InProcess trail = new InProcess(config().withFiles(TICK, 1_000_000, 10), Optional.of(folder))) {
            trail.createTopic(ALICE, "a");
            trail.pass(Duration.ofHours(2));
            trail.pass(Duration.ofDays(9));
            assertThat(names(folder)).containsExactly("a");
            trail.pass(Duration.ofDays(3));
            assertThat(names(folder)).isEmpty();
        }
    }

    @Test
    void theHistoryIsBoundedButNeverBeforeItIsInAFile() {
        StepFolder folder = new StepFolder();
        folder.full(true);
        try (InProcess trail = new InProcess(config().withHistory(3), Optional.of(folder))) {
            for (int i = 0; i < 10; i++) {
                trail.createTopic(ALICE, "t" + i);
            }
            trail.pass(TICK);
            assertThat(trail.client(ALICE).lookupEvents().events()).hasSize(10);
            folder.full(false);
            trail.pass(TICK);
            trail.pass(Duration.ofMinutes(1));
            assertThat(trail.client(ALICE).lookupEvents().events()).hasSize(3);
            assertThat(names(folder)).hasSize(10);
            trail.reopen();
            trail.createTopic(ALICE, "t10");
            trail.pass(TICK);
            assertThat(names(folder)).hasSize(11).doesNotHaveDuplicates();
        }
    }

    /**
     * Whatever was recorded is in exactly one file, and all digests are good, whenever the process ends: at any batch, before or after any write of
     * a file. Between lives the key that signs is rotated now and then, which may end in the middle, too.
     */
    @Test
    void crashesNeitherLoseNorRepeatEvents(@TempDir Path folder) throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            crashAtRandom(new Random(seed), seed, folder.resolve(Long.toString(seed)));
        }
    }

    private static void crashAtRandom(Random random, long seed, Path root) throws IOException {
        ManualClock clock = new ManualClock();
        StepFolder folder = new StepFolder();
        StepStore durable = new StepStore();
        List<String> acknowledged = new ArrayList<>();
        List<String> attempted = new ArrayList<>();
        for (int life = 0; life < 6; life++) {
            CrashingStore store = new CrashingStore(durable);
            try {
                if (random.nextInt(3) == 0) {
                    store.crashAfter(random.nextInt(3));
                    keys(store, clock, random).rotate();
                }
                ManualTimers timers = new ManualTimers(clock);
                CloudTrailService service = open(store, clock, timers, folder, random);
                store.crashAfter(random.nextInt(14));
                if (random.nextBoolean()) {
                    folder.crashAt(random.nextInt(6), random.nextBoolean());
                }
                live(new Life(service, clock, timers, random), acknowledged, attempted);
            } catch (CrashingStore.Crash | StepFolder.Ended crash) {
                durable = durable.crash(random.nextInt(durable.pending() + 1));
            }
        }
        folder.crashAt(Integer.MAX_VALUE, false);
        ManualTimers timers = new ManualTimers(clock);
        open(durable, clock, timers, folder, random);
        settle(clock, timers);
        settle(clock, timers);

        List<String> found = names(folder);
        assertThat(found).as("seed %d", seed).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(attempted).as("seed %d", seed).containsAll(found);
        assertThat(check(folder, root)).as("seed %d", seed).satisfies(check -> {
            assertThat(check.findings()).isEmpty();
            assertThat(check.isGood()).isTrue();
        });
    }

    private static SigningKeys keys(Store store, ManualClock clock, Random random) {
        return new SigningKeys(Partitions.open(store), Calls.VAULT, clock, now -> KEYS.get(random.nextInt(KEYS.size())));
    }

    private static void live(Life life, List<String> acknowledged, List<String> attempted) {
        for (int i = 0; i < 40; i++) {
            String name = "t" + attempted.size();
            attempted.add(name);
            life.service.record(Calls.createTopic(life.random.nextBoolean() ? ALICE : BOB, name));
            acknowledged.add(name);
            if (life.random.nextInt(3) == 0) {
                life.clock.advance(Duration.ofMinutes(life.random.nextInt(70)));
                life.timers.run(100);
            }
        }
    }

    private static void settle(ManualClock clock, ManualTimers timers) {
        clock.advance(Duration.ofHours(2));
        timers.run(1_000);
    }

    private static CloudTrailService open(Store store, ManualClock clock, ManualTimers timers, StepFolder folder, Random random) {
        return CloudTrailService.open(config().withFiles(TICK, 3_000, 0), Partitions.open(store),
                new CloudTrailService.Outside(Calls.VAULT, clock, timers, new Random(random.nextLong()), Optional.of(folder), Calls::key));
    }

    /** On a real disk, as the check is of files. */
    private static TrailCheck check(StepFolder folder, Path root) throws IOException {
        for (Map.Entry<String, byte[]> file : folder.files.entrySet()) {
            Files.createDirectories(root.resolve(file.getKey()).getParent());
            Files.write(root.resolve(file.getKey()), file.getValue());
        }
        return TrailCheck.of(root, List.of());
    }

    private static CloudTrailConfig config() {
        return CloudTrailConfig.defaults().inFolder(Path.of("unused"));
    }

    /** The topics that are in log files, in no order across places. */
    private static List<String> names(StepFolder folder) {
        List<String> names = new ArrayList<>();
        folder.files.forEach((path, file) -> {
            if (path.contains("/CloudTrail/")) {
                NAME.matcher(text(file)).results().map(MatchResult::group).map(found -> found.substring(found.lastIndexOf(':') + 2, found.length() - 1))
                        .forEach(names::add);
            }
        });
        return names;
    }

    private static String text(byte[] file) {
        try {
            return new String(Gzip.unpack(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Life(CloudTrailService service, ManualClock clock, ManualTimers timers, Random random) {}
}
