package dev.forebay.server;

import dev.forebay.kinesis.KinesisService;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.RocksStore;
import dev.forebay.store.Store;
import dev.forebay.store.StoreFailed;
import dev.forebay.store.StoreInUse;
import java.util.function.Consumer;

/** Opens the store that the configuration names. */
final class Stores {

    private Stores() {}

    static Store open(StorageConfig config, Consumer<StoreFailed> onFailure) {
        return config instanceof StorageConfig.OnDisk disk ? onDisk(disk, onFailure) : new MemoryStore();
    }

    private static Store onDisk(StorageConfig.OnDisk disk, Consumer<StoreFailed> onFailure) {
        try {
            return RocksStore.open(disk.store().withApart(KinesisService.RECORDS), onFailure);
        } catch (StoreInUse e) {
            throw new CannotStart("another Forebay is running on this data directory: " + e.getMessage()
                    + ". Stop it, or choose another directory with " + Key.DATA_DIR.flag() + ".", e);
        }
    }
}
