package dev.forebay.server;

import dev.forebay.cloudtrail.TrailCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** {@code forebay trail verify}: checks the files in which calls were recorded against the signed digests, with no server. */
final class TrailCommand implements Command {

    private static final String VERIFY = "verify";
    private static final String KEY = "--key=";

    @Override
    public String name() {
        return "trail";
    }

    @Override
    public String meaning() {
        return "Check that nobody changed the log files of the audit trail: trail verify.";
    }

    @Override
    public String help() {
        return "Usage: forebay trail verify [directory] [--key=<pem>]\n"
                + "Checks log files against the digests, and digests against their chain and signatures.\n\n"
                + "  directory     The folder cloudtrail of a data directory, or the data directory. Default: " + Key.DATA_DIR.defaultValue() + ".\n"
                + "  --key=<pem>   A public key to trust; again for each. Without any: those in the folder keys, whose fingerprints are printed.\n\n"
                + "Exit code 0 when nothing is wrong, 1 when something is.\n";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().equals(VERIFY)) {
            throw new ConfigRefused("trail can " + VERIFY + ": forebay trail verify [directory]");
        }
        List<String> rest = arguments.subList(1, arguments.size());
        List<Path> keys = rest.stream().filter(one -> one.startsWith(KEY)).map(one -> Path.of(one.substring(KEY.length()))).toList();
        List<String> directories = rest.stream().filter(one -> !one.startsWith("--")).toList();
        if (directories.size() > 1 || rest.size() > directories.size() + keys.size()) {
            throw new ConfigRefused("trail verify takes one directory, and --key for each key");
        }
        return report(TrailCheck.of(folder(Path.of(directories.isEmpty() ? Key.DATA_DIR.defaultValue() : directories.getFirst())), keys));
    }

    private static Path folder(Path directory) {
        Path inside = directory.resolve(Forebay.TRAIL);
        Path folder = Files.isDirectory(inside) ? inside : directory;
        if (!Files.isDirectory(folder.resolve("AWSLogs"))) {
            throw new CannotStart("no log files of a trail are in " + directory, null);
        }
        return folder;
    }

    private static int report(TrailCheck check) {
        check.findings().forEach(finding -> System.out.println((finding.kind().isWrong() ? "WRONG  " : "note   ") + finding));
        check.keys().forEach(fingerprint -> System.out.println("signed with key " + fingerprint
                + ": compare it with what `aws cloudtrail list-public-keys` said when the server was yours alone"));
        new TreeMap<>(check.newest()).forEach((place, end) -> System.out.println(place + ": digests until " + end + "; nothing proves what was after"));
        System.out.println(check.digests() + " digests read, " + check.files() + " log files as they were written. "
                + (check.isGood() ? "Nothing is wrong." : "Something is wrong."));
        return check.isGood() ? 0 : Exit.COULD_NOT_START;
    }
}
