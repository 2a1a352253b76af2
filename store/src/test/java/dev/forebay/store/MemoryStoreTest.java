package dev.forebay.store;

class MemoryStoreTest extends SharedStoreContract {
    @Override
    Store create() {
        return new MemoryStore();
    }
}
