package dev.forebay.cloudtrail;

import dev.forebay.identity.Json;
import dev.forebay.runtime.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes digests of a place's log files. Used by one thread at a time. The steps, as in {@link LogWriter}:
 *
 * <ol>
 *   <li>Commit the plan: path, end, and the number of the last file in it.
 *   <li>Write the signature's file, then the digest: so none is without. After a crash both are made again, the same: the plan fixes what is
 *       in them, and one content has one signature.
 *   <li>Commit that it is finished: its hash and signature, which the next one will bear, and the removal of its files' rows.
 * </ol>
 */
final class DigestWriter {

    private static final long HOUR = 3_600_000;
    private static final long SECOND = 1_000;

    /** So many files make a digest before the hour is over: it stays small. */
    private static final int MAX_FILES = 100;

    private final Folder folder;
    private final SigningKeys keys;
    private final Clock clock;

    DigestWriter(Folder folder, SigningKeys keys, Clock clock) {
        this.folder = folder;
        this.keys = keys;
        this.clock = clock;
    }

    /** Writes what is due. Where nothing happened there is nothing to write. */
    void write(Journal journal) throws IOException {
        while (isDue(journal.course())) {
            writeOne(journal);
        }
    }

    private boolean isDue(Course course) {
        long waiting = course.files() - course.digested();
        return course.digest().isPresent() || waiting >= MAX_FILES || waiting > 0 && clock.millis() >= course.end() + HOUR;
    }

    private void writeOne(Journal journal) throws IOException {
        if (journal.course().digest().isEmpty()) {
            plan(journal);
        }
        Course course = journal.course();
        Course.Plan plan = course.digest().orElseThrow();
        SigningKey key = keys.key();
        List<LogFile> files = journal.files((int) (plan.until().events() - course.digested()));
        byte[] content = new Digest(journal.place(), course.end(), plan.at(), plan.path(), key.fingerprint(), course.last(), files).write();
        String signature = key.sign(Digest.signed(EventTime.text(plan.at()), plan.path(), content, course.last().map(Course.Link::signature)));
        writeFiles(plan.path(), content, signature, key);
        journal.moveTo(course.digested(new Course.Link(plan.path(), Gzip.hash(content), signature)),
                changes -> journal.removeFiles(plan.until().events(), changes));
    }

    private void plan(Journal journal) {
        Course course = journal.course();
        // Ends are seconds, and differ: names are made of them.
        long end = Math.max(clock.millis(), course.end() + SECOND) / SECOND * SECOND;
        long last = Math.min(course.files(), course.digested() + MAX_FILES);
        journal.moveTo(course.plannedDigest(new Course.Plan(FileNames.digest(journal.place(), end), end, new Course.Until(last, 0))), changes -> {});
    }

    private void writeFiles(String path, byte[] content, String signature, SigningKey key) throws IOException {
        String keyFile = FileNames.key(key.fingerprint());
        if (folder.read(keyFile).isEmpty()) {
            folder.write(keyFile, new OpenKey(key.open()).pem());
        }
        folder.write(path + FileNames.SIGNATURE, signatureFile(signature));
        folder.write(path, Gzip.pack(content));
    }

    /** AWS: names of an object's metadata. */
    private static byte[] signatureFile(String signature) {
        return new Json.Members(Map.of("signature", new Json.Text(signature))).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The signature in the file beside a digest; empty when there is none that can be read. */
    static Optional<String> signature(byte[] file) {
        return Json.object(new String(file, StandardCharsets.UTF_8)).flatMap(object -> object.text("signature"));
    }
}
