package dev.forebay.server;

import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.sns.SnsService;
import dev.forebay.store.Batch;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import dev.forebay.store.Store.Urgency;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Keyring;
import dev.forebay.vault.KeyringRow;
import dev.forebay.vault.MasterKey;
import dev.forebay.vault.MasterKeyFile;
import dev.forebay.vault.Vault;
import java.util.Optional;

/** Opens the vault that seals what must not be read from a store: under the master key, or in memory under one that is forgotten. */
final class Vaults {
    private static final String FILE = "master.key";

    private Vaults() {}

    static Vault open(StorageConfig storage, Optional<MasterKey> configured, Store store) {
        return storage instanceof StorageConfig.OnDisk disk ? Keyring.open(masterKey(disk, configured), new Row(store)) : AesVault.inMemory();
    }

    /** What secrets are sealed under, unless told otherwise: a file beside them. */
    static MasterKey masterKey(StorageConfig.OnDisk disk, Optional<MasterKey> configured) {
        return configured.orElseGet(() -> MasterKeyFile.at(disk.store().directory().resolve(FILE)));
    }

    /** The keyring's place in a store: a row of its own, before those of all services. */
    record Row(Store store) implements KeyringRow {
        private static final byte TABLE = 0x0f;
        /**
         * The tables of IAM, KMS and CloudTrail: none of them has a row before the keyring is there. SNS is older than the keyring: its
         * rows may lie in the clear, and it tells which do not.
         */
        private static final byte SEALED_FROM = (byte) 0x80;
        private static final byte SEALED_TO = (byte) 0xb0;

        @Override
        public Optional<byte[]> read() {
            return store.get(Keys.of(0, TABLE));
        }

        @Override
        public boolean hasSecrets() {
            Partitions partitions = Partitions.open(store);
            return SnsService.hasSealed(partitions) || partitions.all().stream().anyMatch(this::hasSecrets);
        }

        private boolean hasSecrets(Partition partition) {
            try (Scan scan = store.scan(Keys.of(partition.number(), SEALED_FROM), Keys.of(partition.number(), SEALED_TO))) {
                return scan.next();
            }
        }

        @Override
        public void write(byte[] keyring) {
            store.await(store.submit(new Batch().put(Keys.of(0, TABLE), keyring), Urgency.NOW));
        }
    }
}
