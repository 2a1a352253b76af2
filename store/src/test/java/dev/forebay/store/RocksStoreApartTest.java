package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forebay.store.Store.Urgency;
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

    /** Of two families it would empty one. Nothing of its batch is done, and the store goes on. */
    @Test
    void aRangeOnBothSidesIsNotDeleted() {
        byte[] apart = key(1);
        byte[] beside = key(1);
        beside[3] += 1;
        byte[] from = {0, 0, 0};
        byte[] to = {0, 1};
        commit(new Batch().put(apart, value(1)).put(beside, value(2)));

        Batch both = new Batch().put(key(7), value(7)).deleteRange(from, to);
        assertThatIllegalArgumentException().isThrownBy(() -> store.submit(both, Urgency.NOW)).withMessageContaining("lie apart beside others");
        assertThat(store.get(key(7))).isEmpty();
        assertThat(store.get(apart)).isPresent();

        commit(new Batch().deleteRange(key(0), key(9)));
        assertThat(store.get(apart)).isEmpty();
        assertThat(store.get(beside)).isPresent();
    }
}
