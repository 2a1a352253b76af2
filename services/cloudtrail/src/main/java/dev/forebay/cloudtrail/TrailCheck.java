package dev.forebay.cloudtrail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

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
        return of(root, trusted, () -> {});
    }

    /** {@code meanwhile}: what a test does before any folder is listed or file is read. */
    static TrailCheck of(Path root, List<Path> trusted, Runnable meanwhile) {
        try {
            return new Walk(root, keys(root, trusted), meanwhile).all();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root, e);
        }
    }

    private static Map<String, OpenKey> keys(Path root, List<Path> trusted) throws IOException {
        Map<String, OpenKey> keys = new HashMap<>();
        List<Path> files = new ArrayList<>(trusted);
        if (trusted.isEmpty()) {
            TrailFiles.each(root.resolve(FileNames.KEYS), file -> {
                if (file.toString().endsWith(".pem")) {
                    files.add(file);
                }
            });
        }
        for (Path file : files) {
            OpenKey open = OpenKey.read(Files.readAllBytes(file));
            keys.put(open.fingerprint(), open);
        }
        return keys;
    }

    /** One check: what it has seen so far. */
    private static final class Walk {
        private final Path root;
        private final Map<String, OpenKey> keys;
        private final Runnable meanwhile;
        private final List<Finding> findings = new ArrayList<>();
        private final TreeSet<String> used = new TreeSet<>();
        private final Map<String, String> newest = new HashMap<>();
        private int digests;
        private int files;

        private Walk(Path root, Map<String, OpenKey> keys, Runnable meanwhile) {
            this.root = root;
            this.keys = keys;
            this.meanwhile = meanwhile;
        }

        private TrailCheck all() throws IOException {
            for (Path folder : folders()) {
                place(root.relativize(folder).toString().replace('\\', '/'));
            }
            return new TrailCheck(digests, files, List.copyOf(used), Map.copyOf(newest), List.copyOf(findings));
        }

        /** {@code AWSLogs/account/kind/region}: a place may have only one of both kinds. */
        private TreeSet<Path> folders() throws IOException {
            Path logs = root.resolve("AWSLogs");
            TreeSet<Path> folders = new TreeSet<>();
            TrailFiles.at(logs, 3, path -> folders.add(path.getParent().resolveSibling(FileNames.LOGS).resolve(path.getFileName())));
            return folders;
        }

        /**
         * A server that runs meanwhile removes what is too old, digests before their log files and the oldest first. So what is left is a whole
         * chain at any moment, but not what was listed: where something is wrong and a digest has gone, all is looked at anew.
         */
        private void place(String logFolder) throws IOException {
            String digestFolder = logFolder.replace("/" + FileNames.LOGS + "/", "/" + FileNames.DIGESTS + "/");
            TreeSet<String> gone = new TreeSet<>();
            TreeSet<String> listed = list(digestFolder);
            PlaceCheck check = look(logFolder, listed);
            while (!check.isGood()) {
                TreeSet<String> left = list(digestFolder);
                if (left.containsAll(listed)) {
                    break;
                }
                listed.removeAll(left);
                gone.addAll(listed);
                listed = left;
                check = look(logFolder, listed);
            }
            add(logFolder, check);
            gone(gone, listed);
        }

        private PlaceCheck look(String logFolder, TreeSet<String> chain) throws IOException {
            PlaceCheck check = new PlaceCheck(root, keys, meanwhile);
            check.look(list(logFolder), new TreeSet<>(chain));
            return check;
        }

        private void add(String logFolder, PlaceCheck check) {
            findings.addAll(check.findings());
            used.addAll(check.used());
            check.newest().ifPresent(end -> newest.put(logFolder, end));
            digests += check.digests();
            files += check.files();
        }

        /** What goes by age is older than all that is left. */
        private void gone(TreeSet<String> gone, TreeSet<String> left) {
            for (String digest : gone) {
                Finding younger = new Finding(Finding.Kind.MISSING_DIGEST, digest);
                if (left.isEmpty()) {
                    findings.add(new Finding(Finding.Kind.REMOVED, digest));
                } else if (digest.compareTo(left.first()) > 0 && !findings.contains(younger)) {
                    findings.add(younger);
                }
            }
        }

        private TreeSet<String> list(String folder) throws IOException {
            meanwhile.run();
            TreeSet<String> found = new TreeSet<>();
            TrailFiles.each(root.resolve(folder), file -> {
                if (file.toString().endsWith(".json.gz")) {
                    found.add(root.relativize(file).toString().replace('\\', '/'));
                }
            });
            return found;
        }
    }
}
