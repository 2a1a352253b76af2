package dev.forebay.kinesis;

import java.nio.charset.StandardCharsets;

/**
 * A record on its way into a shard.
 *
 * @param key  the partition key, UTF-8
 * @param data not copied, must not be changed
 */
record NewRecord(byte[] key, byte[] data, HashKey hashKey) {

    static NewRecord of(String key, byte[] data, HashKey hashKey) {
        return new NewRecord(key.getBytes(StandardCharsets.UTF_8), data, hashKey);
    }

    /** What counts toward AWS's limits. */
    int bytes() {
        return key.length + data.length;
    }
}
