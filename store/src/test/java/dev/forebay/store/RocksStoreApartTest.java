package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** All that holds for a store holds where entries lie apart, but that no range may have entries on both sides. */
class RocksStoreApartTest extends RocksStoreTest {

    @Override
    StoreConfig config() {
        return super.config().withApart(new Apart(3, key(0)[3]));
    }

    @Test
    @Override
    void keysCompareAsUnsignedBytes() {
        assertThatIllegalArgumentException().isThrownBy(super::keysCompareAsUnsignedBytes);
    }
}
