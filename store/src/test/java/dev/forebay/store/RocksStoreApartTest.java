package dev.forebay.store;

/** All that holds for a store holds where entries lie apart. */
class RocksStoreApartTest extends RocksStoreTest {

    @Override
    StoreConfig config() {
        return super.config().withApart(new Apart(3, key(0)[3]));
    }
}
