package dev.forebay.cloudtrail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks a trail's files against its digests, and the digests against each other and the keys, without the server: walks each chain from
 * the newest digest back.
 *
 * @param digests  digests that were read
 * @param files    log files that were found whole
 * @param keys     fingerprints of the keys that signed: to be compared with what ListPublicKeys said
 * @param newest   when the newest digest of each place ended: nothing proves what was removed after that
 * @param findings everything found, the worst not first
 */
public record TrailCheck(int digests, int files, List<String> keys, Map<String, String> newest, List<Finding> findings) {

    /** Whether nothing is wrong. */
    public boolean isGood() {
        return findings.stream().noneMatch(one -> one.kind().isWrong());
    }

    /**
     * Checks.
     *
     * @param root    the folder of the trail
     * @param trusted PEM files with the keys to trust; without any, those beside the files are
     * @throws UncheckedIOException when the folder cannot be read
     */
    public static TrailCheck of(Path root, List<Path> trusted) {
        try {
            return new Walk(root, keys(root, trusted)).all();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root, e);
        }
    }

    private static Map<String, OpenKey> keys(Path root, List<Path> trusted) throws IOException {
        Map<String, OpenKey> keys = new HashMap<>();
        Path folder = root.resolve(FileNames.KEYS);
        List<Path> files = new ArrayList<>(trusted);
        if (trusted.isEmpty() && Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                all.filter(file -> file.toString().endsWith(".pem") && isWhole(file)).forEach(files::add);
            }
        }
        for (Path file : files) {
            OpenKey open = OpenKey.read(Files.readAllBytes(file));
            keys.put(open.fingerprint(), open);
        }
        return keys;
    }

    /** A file has a dot before its name until it is. */
    private static boolean isWhole(Path file) {
        return !file.getFileName().toString().startsWith(".");
    }

    /** One check: what it has seen so far. */
    private static final class Walk {
        private final Path root;
        private final Map<String, OpenKey> keys;
        private final List<Finding> findings = new ArrayList<>();
        private final TreeSet<String> used = new TreeSet<>();
        private final Map<String, String> newest = new HashMap<>();
        private int digests;
        private int files;

        private Walk(Path root, Map<String, OpenKey> keys) {
            this.root = root;
            this.keys = keys;
        }

        private TrailCheck all() throws IOException {
            for (Path folder : folders()) {
                place(root.relativize(folder).toString().replace('\\', '/'));
            }
            return new TrailCheck(digests, files, List.copyOf(used), Map.copyOf(newest), List.copyOf(findings));
        }

        /** {@code AWSLogs/account/kind/region}: a place may have only one of both kinds. */
        private List<Path> folders() throws IOException {
            Path logs = root.resolve("AWSLogs");
            if (!Files.isDirectory(logs)) {
                return List.of();
            }
            try (Stream<Path> found = Files.find(logs, 3, (path, attributes) -> attributes.isDirectory())) {
                return found.filter(path -> root.relativize(path).getNameCount() == 4)
                        .map(path -> root.resolve("AWSLogs").resolve(root.relativize(path).getName(1)).resolve(FileNames.LOGS)
                                .resolve(path.getFileName()))
                        .distinct().sorted().toList();
            }
        }

        private void place(String logFolder) throws IOException {
            TreeSet<String> logs = list(logFolder);
            TreeSet<String> chain = list(logFolder.replace("/" + FileNames.LOGS + "/", "/" + FileNames.DIGESTS + "/"));
            TreeSet<String> told = new TreeSet<>();
            Optional<DigestFile> youngest = Optional.empty();
            Optional<DigestFile> oldest = Optional.empty();
            while (!chain.isEmpty()) {
                // A chain, or what is left of one: from its newest digest back to where it ends.
                Optional<DigestFile> at = read(chain.pollLast());
                while (at.isPresent()) {
                    DigestFile digest = at.get();
                    youngest = youngest.or(() -> Optional.of(digest));
                    oldest = at;
                    check(digest, told);
                    at = previous(digest, chain);
                }
            }
            youngest.ifPresent(digest -> newest.put(logFolder, digest.end()));
            unproven(logs, told, youngest, oldest);
        }

        private Optional<DigestFile> read(String path) throws IOException {
            digests++;
            Optional<DigestFile> digest = DigestFile.read(root, path);
            if (digest.isEmpty()) {
                findings.add(new Finding(Finding.Kind.BAD_DIGEST, path));
            }
            return digest;
        }

        private void check(DigestFile digest, TreeSet<String> told) throws IOException {
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
            Path file = root.resolve(log);
            if (!Files.isRegularFile(file)) {
                findings.add(new Finding(Finding.Kind.MISSING, log));
            } else if (!hashOf(file).equals(Optional.of(hash))) {
                findings.add(new Finding(Finding.Kind.ALTERED, log));
            } else {
                files++;
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
        private void unproven(TreeSet<String> logs, TreeSet<String> told, Optional<DigestFile> youngest, Optional<DigestFile> oldest) {
            logs.removeAll(told);
            for (String log : logs) {
                String minute = FileNames.minute(log);
                Finding.Kind kind = youngest.isEmpty() || minute.compareTo(youngest.get().endMinute()) >= 0 ? Finding.Kind.YOUNGER
                        : minute.compareTo(oldest.orElseThrow().startMinute()) < 0 ? Finding.Kind.OLDER : Finding.Kind.ADDED;
                findings.add(new Finding(kind, log));
            }
        }

        private TreeSet<String> list(String folder) throws IOException {
            Path start = root.resolve(folder);
            if (!Files.isDirectory(start)) {
                return new TreeSet<>();
            }
            TreeSet<String> found = new TreeSet<>();
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".json.gz") && isWhole(file)) {
                        found.add(root.relativize(file).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** A server that runs meanwhile takes the dot from the name of a file that is whole, and removes old ones. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                    return failed instanceof NoSuchFileException ? FileVisitResult.CONTINUE : super.visitFileFailed(file, failed);
                }
            });
            return found;
        }
    }
}
