package dev.forebay.server;

import java.nio.file.Path;

/** Where state lives. */
public sealed interface StorageConfig {

    /** On disk: every reply means fsynced. One server at a time may use a directory. */
    record OnDisk(Path directory) implements StorageConfig {}

    /** In this process, and gone with it. */
    record InMemory() implements StorageConfig {}
}
