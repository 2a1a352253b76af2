package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.forebay.store.RocksStore;
import dev.forebay.store.StoreConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionTest {
    private static final byte BESIDE = 0x50;
    private static final byte APART = 0x51;

    @TempDir
    private Path directory;

    @Test
    void aPartitionWhoseBatchTheStoreDoesNotTakeTakesNoMoreWork() {
        try (RocksStore store = RocksStore.open(StoreConfig.of(directory).withApart(Keys.apart(APART)), failure -> { })) {
            Partitions partitions = Partitions.open(store);
            Partition partition = partitions.get(0);
            byte[] key = Keys.of(0, APART, 1);
            partition.decide(changes -> changes.batch().put(key, new byte[1]));

            assertThatIllegalArgumentException().isThrownBy(() -> partition.decide(changes ->
                    changes.batch().deleteRange(Keys.of(0, BESIDE), Keys.of(0, (byte) (APART + 1)))));
            assertThatIllegalStateException().isThrownBy(partition::settle).withMessage("partition 0 failed before");
            assertThat(store.get(key)).as("nothing is deleted").isPresent();
            partitions.get(1).settle();
        }
    }
}
