package dev.forebay.server;

import dev.forebay.store.StoreConfig;

/** Where state lives. */
public sealed interface StorageConfig {

    /** On disk: every reply means fsynced. One server at a time may use a directory. */
    record OnDisk(StoreConfig store) implements StorageConfig {}

    /** In this process, and gone with it. */
    record InMemory() implements StorageConfig {}
}
