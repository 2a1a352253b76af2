package dev.forebay.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.cloudtrail.Finding.Kind;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that go while they are checked, at any step of the check: by age, which is nothing, or because somebody takes them. */
class TrailCheckMeanwhileTest {

    private static final Caller ALICE = Caller.root(new AccountId("111111111111"), new Region("eu-central-1"));
    private static final int DAYS = 5;

    @TempDir
    private Path folder;

    private Path root;
    private InProcess trail;

    /** Five days, each with two log files and two digests. */
    @BeforeEach
    void write() {
        root = folder.resolve("trail");
        trail = new InProcess(CloudTrailConfig.defaults().inFolder(root), Optional.of(new DiskFolder(root)));
        for (int half = 0; half < 2 * DAYS; half++) {
            trail.createTopic(ALICE, "t" + half);
            trail.pass(Duration.ofHours(12));
        }
    }

    @AfterEach
    void close() {
        trail.close();
    }

    @Test
    void daysThatGoByAgeAtOnceAreNotMissed() throws IOException {
        int steps = steps();
        for (int step = 0; step < steps; step++) {
            Path copy = copy(step);
            TrailCheck check = check(copy, step, () -> removeByAge(copy, 4));

            assertThat(check.findings()).as("step %d", step).allMatch(one -> one.kind() == Kind.BEGINS || one.kind() == Kind.OLDER);
        }
    }

    /** As slowly as the check reads. */
    @Test
    void daysThatGoByAgeOneFileAfterTheOtherAreNotMissed() throws IOException {
        int steps = steps();
        for (int step = 0; step < steps; step++) {
            Path copy = copy(step);
            Deque<Path> old = new ArrayDeque<>(oldestFirst(copy));
            int begin = step;
            AtomicInteger at = new AtomicInteger();
            TrailCheck check = TrailCheck.of(copy, List.of(), () -> {
                if (at.getAndIncrement() >= begin && !old.isEmpty()) {
                    delete(old.remove());
                }
            });

            assertThat(check.findings()).as("step %d", step).allMatch(one -> one.kind() == Kind.BEGINS || one.kind() == Kind.OLDER);
        }
    }

    @Test
    void aWholeChainThatGoesIsANote() throws IOException {
        TrailCheck check = check(root, 2, () -> removeByAge(root, 30));

        assertThat(check.isGood()).isTrue();
        assertThat(check.findings()).hasSize(2 * DAYS).allMatch(one -> one.kind() == Kind.REMOVED);
    }

    @Test
    void aDigestThatSomebodyTakesIsMissedUntilItWasRead() throws IOException {
        assertMissedUntilItWasRead(files(root, FileNames.DIGESTS).get(4), Kind.MISSING_DIGEST, 0);
    }

    /** Before it is listed nobody can know of it. */
    @Test
    void theNewestDigestIsMissedOnceItWasListed() throws IOException {
        assertMissedUntilItWasRead(newestDigest(root), Kind.MISSING_DIGEST, 1);
    }

    @Test
    void aLogFileThatSomebodyTakesIsMissedUntilItWasRead() throws IOException {
        assertMissedUntilItWasRead(files(root, FileNames.LOGS).get(2), Kind.MISSING, 0);
    }

    private void assertMissedUntilItWasRead(Path file, Kind kind, int firstStep) throws IOException {
        List<Boolean> good = new ArrayList<>();
        int steps = steps();
        for (int step = firstStep; step < steps; step++) {
            Path copy = copy(step);
            TrailCheck check = check(copy, step, () -> delete(copy.resolve(root.relativize(file))));
            good.add(check.isGood());
            assertThat(check.isGood() || check.findings().contains(new Finding(kind, root.relativize(file).toString()))).as("step %d", step).isTrue();
        }
        int read = good.indexOf(true);
        assertThat(read).isPositive();
        assertThat(good.subList(0, read)).containsOnly(false);
        assertThat(good.subList(read, good.size())).containsOnly(true);
    }

    private int steps() {
        AtomicInteger steps = new AtomicInteger();
        assertThat(TrailCheck.of(root, List.of(), steps::incrementAndGet).findings()).isEmpty();
        return steps.get();
    }

    private static TrailCheck check(Path root, int step, Runnable meanwhile) {
        AtomicInteger at = new AtomicInteger();
        return TrailCheck.of(root, List.of(), () -> {
            if (at.getAndIncrement() == step) {
                meanwhile.run();
            }
        });
    }

    private Path copy(int step) throws IOException {
        Path copy = folder.resolve("copy" + step);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                Files.copy(path, copy.resolve(root.relativize(path).toString()));
            }
        }
        return copy;
    }

    /** As the trail does it. */
    private static void removeByAge(Path root, int day) {
        try {
            LocalDate first = LocalDate.of(2026, 1, day);
            new DiskFolder(root).removeBefore(FileNames.DIGESTS, first);
            new DiskFolder(root).removeBefore(FileNames.LOGS, first.minusDays(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What goes before the fourth day. */
    private static List<Path> oldestFirst(Path root) throws IOException {
        return Stream.concat(files(root, FileNames.DIGESTS).stream().filter(file -> file.getParent().getFileName().toString().compareTo("04") < 0),
                files(root, FileNames.LOGS).stream().filter(file -> file.getParent().getFileName().toString().compareTo("03") < 0)).toList();
    }

    private static Path newestDigest(Path root) throws IOException {
        return files(root, FileNames.DIGESTS).stream().filter(file -> file.toString().endsWith(".gz")).toList().getLast();
    }

    /** With their signatures. */
    private static List<Path> files(Path root, String kind) throws IOException {
        List<Path> files = new ArrayList<>();
        TrailFiles.each(root.resolve("AWSLogs/111111111111").resolve(kind), files::add);
        return files.stream().sorted().toList();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
