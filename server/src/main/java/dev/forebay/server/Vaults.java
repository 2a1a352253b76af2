package dev.forebay.server;

import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * Opens the vault that seals secrets: under a master key in the data directory, made at the first start for its owner's eyes only, or in
 * memory under one that is forgotten. The file is one line: {@code forebay-master-key 1 } and 32 bytes in Base64.
 */
final class Vaults {
    private static final String FILE = "master.key";
    private static final String HEAD = "forebay-master-key 1 ";
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Vaults() {}

    static Vault open(StorageConfig storage) {
        if (!(storage instanceof StorageConfig.OnDisk disk)) {
            return AesVault.inMemory();
        }
        Path file = disk.store().directory().resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new CannotStart("cannot read or make the master key " + file + ": " + e, e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[AesVault.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path part = file.resolveSibling(FILE + ".part");
        Files.deleteIfExists(part);
        try (FileChannel out = FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            out.write(ByteBuffer.wrap((HEAD + Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static Vault read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        try {
            return new AesVault(Base64.getDecoder().decode(text.startsWith(HEAD) ? text.substring(HEAD.length()) : "-"));
        } catch (IllegalArgumentException e) {
            throw new CannotStart(file + " is no master key: it should be one line, \"" + HEAD + "\" and 32 bytes in Base64.", e);
        }
    }
}
