package dev.forebay.server;

import dev.forebay.store.StoreDamaged;
import dev.forebay.store.StoreFailed;
import dev.forebay.store.StoreFormatUnknown;
import dev.forebay.vault.SealBroken;
import dev.forebay.vault.VaultLocked;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * How a command ends that could not do its work.
 *
 * @param code    for the shell
 * @param message for the person; tells what to do
 * @param inside  a stack trace for us, where the person can do nothing
 */
record Exit(int code, String message, Optional<Throwable> inside) {
    static final int COULD_NOT_START = 1;
    static final int USED_WRONGLY = 2;

    /** As EX_IOERR of sysexits.h: what is on the disk, or the disk, is damaged. */
    static final int STORAGE_FAILED = 74;

    private static final String WHAT_TO_DO = ". Nothing was changed. Restore the data directory from a backup, or keep it as"
            + " it is and start on another with " + Key.DATA_DIR.flag() + ".";

    static Exit of(Exception problem) {
        return switch (problem) {
            case ConfigRefused refused -> new Exit(USED_WRONGLY, refused.getMessage(), Optional.empty());
            case CannotStart reason -> new Exit(COULD_NOT_START, reason.getMessage(), Optional.empty());
            case VaultLocked locked -> new Exit(COULD_NOT_START, locked.getMessage(), Optional.empty());
            case StoreFormatUnknown unknown -> new Exit(COULD_NOT_START, unknown.getMessage(), Optional.empty());
            case UncheckedIOException failed ->
                    new Exit(COULD_NOT_START, failed.getMessage() + ": " + failed.getCause(), Optional.empty());
            case StoreDamaged damaged -> new Exit(STORAGE_FAILED, damaged.getMessage() + WHAT_TO_DO, Optional.empty());
            case SealBroken broken -> new Exit(STORAGE_FAILED, broken.getMessage() + WHAT_TO_DO, Optional.empty());
            case StoreFailed failed -> new Exit(STORAGE_FAILED, failed.getMessage(), Optional.empty());
            default -> new Exit(COULD_NOT_START, "unexpected: " + problem, Optional.of(problem));
        };
    }

    /** Prints the message and hands back the code. */
    int report(PrintStream out) {
        out.println("forebay: " + message);
        inside.ifPresent(trace -> trace.printStackTrace(out));
        return code;
    }
}
