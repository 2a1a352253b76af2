package dev.forebay.cloudtrail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One look at a place's digests, chain by chain from the newest back, and at the log files that they tell of. Used by one thread. */
final class PlaceCheck {
    private final Path root;
    private final Map<String, OpenKey> keys;
    private final Runnable meanwhile;
    private final List<Finding> findings = new ArrayList<>();
    private final TreeSet<String> used = new TreeSet<>();
    private final TreeSet<String> told = new TreeSet<>();
    private Optional<DigestFile> youngest = Optional.empty();
    private Optional<DigestFile> oldest = Optional.empty();
    private int digests;
    private int files;

    /** {@code meanwhile}: what a test does before a file is read. */
    PlaceCheck(Path root, Map<String, OpenKey> keys, Runnable meanwhile) {
        this.root = root;
        this.keys = keys;
        this.meanwhile = meanwhile;
    }

    /**
     * Looks.
     *
     * @param logs  paths of the place's log files
     * @param chain of its digests; none is left
     */
    void look(TreeSet<String> logs, TreeSet<String> chain) throws IOException {
        while (!chain.isEmpty()) {
            // A chain, or what is left of one: from its newest digest back to where it ends.
            Optional<DigestFile> at = read(chain.pollLast());
            while (at.isPresent()) {
                DigestFile digest = at.get();
                youngest = youngest.or(() -> Optional.of(digest));
                oldest = at;
                check(digest);
                at = previous(digest, chain);
            }
        }
        unproven(logs);
    }

    private Optional<DigestFile> read(String path) throws IOException {
        meanwhile.run();
        digests++;
        try {
            Optional<DigestFile> digest = DigestFile.read(root, path);
            if (digest.isEmpty()) {
                findings.add(new Finding(Finding.Kind.BAD_DIGEST, path));
            }
            return digest;
        } catch (NoSuchFileException gone) {
            findings.add(new Finding(Finding.Kind.MISSING_DIGEST, path));
            return Optional.empty();
        }
    }

    private void check(DigestFile digest) throws IOException {
        Optional<OpenKey> key = Optional.ofNullable(keys.get(digest.fingerprint()));
        if (key.isEmpty()) {
            findings.add(new Finding(Finding.Kind.UNKNOWN_KEY, digest.path()));
        } else if (!key.get().verifies(digest.signed(), digest.signature())) {
            findings.add(new Finding(Finding.Kind.BAD_SIGNATURE, digest.path()));
        } else {
            used.add(digest.fingerprint());
        }
        for (Map.Entry<String, String> log : digest.logs().entrySet()) {
            told.add(log.getKey());
            check(log.getKey(), log.getValue());
        }
    }

    private void check(String log, String hash) throws IOException {
        meanwhile.run();
        Path file = root.resolve(log);
        try {
            if (!Files.isRegularFile(file)) {
                findings.add(new Finding(Finding.Kind.MISSING, log));
            } else if (!hashOf(file).equals(Optional.of(hash))) {
                findings.add(new Finding(Finding.Kind.ALTERED, log));
            } else {
                files++;
            }
        } catch (NoSuchFileException gone) {
            findings.add(new Finding(Finding.Kind.MISSING, log));
        }
    }

    private static Optional<String> hashOf(Path file) throws IOException {
        byte[] packed = Files.readAllBytes(file);
        try {
            return Optional.of(Gzip.hash(Gzip.unpack(packed)));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** The digest that this one names as the one before it. */
    private Optional<DigestFile> previous(DigestFile digest, TreeSet<String> chain) throws IOException {
        if (digest.previous().isEmpty()) {
            looseOnes(chain);
            return Optional.empty();
        }
        Course.Link link = digest.previous().get();
        if (!chain.remove(link.path())) {
            boolean begins = chain.isEmpty() || chain.first().compareTo(link.path()) > 0;
            findings.add(new Finding(begins ? Finding.Kind.BEGINS : Finding.Kind.MISSING_DIGEST, begins ? digest.path() : link.path()));
            return Optional.empty();
        }
        Optional<DigestFile> before = read(link.path());
        if (before.isPresent() && !(before.get().hash().equals(link.hash()) && before.get().signature().equals(link.signature()))) {
            findings.add(new Finding(Finding.Kind.ALTERED_DIGEST, link.path()));
        }
        return before;
    }

    /** Before the first of a chain there are none. */
    private void looseOnes(TreeSet<String> chain) {
        chain.forEach(path -> findings.add(new Finding(Finding.Kind.LOOSE_DIGEST, path)));
        chain.clear();
    }

    /** Log files that no digest tells of, by the minute in their names. */
    private void unproven(TreeSet<String> logs) {
        logs.removeAll(told);
        for (String log : logs) {
            String minute = FileNames.minute(log);
            Finding.Kind kind = youngest.isEmpty() || minute.compareTo(youngest.get().endMinute()) >= 0 ? Finding.Kind.YOUNGER
                    : isBefore(oldest.orElseThrow(), minute) ? Finding.Kind.OLDER : Finding.Kind.ADDED;
            findings.add(new Finding(kind, log));
        }
    }

    /** A file of the minute in which a digest begins may be in the one before. */
    private static boolean isBefore(DigestFile digest, String minute) {
        int compared = minute.compareTo(digest.startMinute());
        return compared < 0 || compared == 0 && digest.previous().isPresent();
    }

    boolean isGood() {
        return findings.stream().noneMatch(one -> one.kind().isWrong());
    }

    List<Finding> findings() {
        return findings;
    }

    /** Fingerprints of the keys that signed. */
    TreeSet<String> used() {
        return used;
    }

    /** When the newest digest ended. */
    Optional<String> newest() {
        return youngest.map(DigestFile::end);
    }

    /** How many digests were read. */
    int digests() {
        return digests;
    }

    /** How many log files were found whole. */
    int files() {
        return files;
    }
}
