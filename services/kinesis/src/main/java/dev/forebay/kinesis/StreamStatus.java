package dev.forebay.kinesis;

/** AWS's states of a stream. What is stored is the ordinal: add at the end only. */
enum StreamStatus {
    CREATING, ACTIVE, UPDATING, DELETING;

    /** AWS: a stream that is being made or deleted lists no shards. */
    boolean isServing() {
        return this == ACTIVE || this == UPDATING;
    }
}
