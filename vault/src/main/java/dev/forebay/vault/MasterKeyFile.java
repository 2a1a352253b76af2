package dev.forebay.vault;

import dev.forebay.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A master key in a file: one line, {@code forebay-master-key 1 } and 32 bytes in Base64. Made at the first start, for its
 * owner's eyes only, and never made again where there are secrets already.
 *
 * <p>To rotate: (1) the new key is written beside, as {@code master.key.new}; (2) the keyring is written under it; (3) it takes
 * the name. After a crash between 2 and 3 the next start does 3.
 */
public final class MasterKeyFile implements MasterKey {
    private static final String HEAD = "forebay-master-key 1 ";
    private static final byte[] NO_PARAMETERS = {};

    private final Path file;
    private final boolean replaces;

    private MasterKeyFile(Path file, boolean replaces) {
        this.file = file;
        this.replaces = replaces;
    }

    /** The key in a file, or one that is to be there. */
    public static MasterKeyFile at(Path file) {
        return new MasterKeyFile(file, false);
    }

    /** A new key that is to take the place of what is in the file. */
    public MasterKeyFile anew() {
        return new MasterKeyFile(file, true);
    }

    @Override
    public Kind kind() {
        return Kind.FILE;
    }

    @Override
    public String toString() {
        return "the master key in " + file.toAbsolutePath().normalize();
    }

    @Override
    public Fresh create() {
        Path target = replaces ? unfinished() : file;
        try {
            if (replaces || !Files.exists(file)) {
                make(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
        return new Fresh(read(target), NO_PARAMETERS);
    }

    @Override
    public Vault open(byte[] parameters) {
        if (!Files.exists(file)) {
            throw new VaultLocked("there is no master key in " + file.toAbsolutePath().normalize() + ", and there are secrets that only it opens."
                    + " Bring the file back from where it is backed up; a new key would open nothing.");
        }
        return read(file);
    }

    @Override
    public Optional<Vault> openUnfinished(byte[] parameters) {
        return Files.exists(unfinished()) ? Optional.of(read(unfinished())) : Optional.empty();
    }

    @Override
    public void finish() {
        try {
            WholeFile.rename(unfinished(), file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rename " + unfinished(), e);
        }
    }

    /** What another rotation left beside, before it had any effect, must not take the place of the key that was just sealed under. */
    @Override
    public void settle() {
        if (replaces) {
            finish();
        }
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static void make(Path target) throws IOException {
        byte[] key = new byte[AesVault.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(target.toAbsolutePath().getParent());
        WholeFile.writePrivate(target, target.resolveSibling(target.getFileName() + ".part"),
                (HEAD + Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class);
    }

    private static Vault read(Path file) {
        try {
            requirePrivate(file);
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            byte[] key = text.startsWith(HEAD) ? Base64.getDecoder().decode(text.substring(HEAD.length())) : new byte[0];
            return new AesVault(key);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (IllegalArgumentException e) {
            throw new VaultLocked(file.toAbsolutePath().normalize() + " is no master key: it should be one line, \"" + HEAD + "\" and 32 bytes in Base64.");
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        if (!isPosix(file)) {
            return;
        }
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        if (!Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE).containsAll(granted)) {
            throw new VaultLocked("others can reach the master key in " + file.toAbsolutePath().normalize() + " (" + PosixFilePermissions.toString(granted)
                    + "). Find out who has, and then: chmod 600 " + file);
        }
    }
}
