package dev.forebay.kinesis;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a caller can set of a stream. Stored as part of its {@link StreamRecord}.
 *
 * @param retentionHours how long records are kept
 * @param maxRecordKib   the most that a record may have, KiB
 * @param warmMibps      throughput to be ready for, MiB/s; 0 where none was asked for
 * @param keyId          the key that encrypts records; empty for no encryption
 * @param metrics        the shard-level metrics that are switched on, by AWS's names
 * @param policy         the resource policy, JSON; empty for none
 * @param floor          what came before this is gone, whatever the retention has become since; milliseconds since 1970
 */
record StreamSettings(StreamMode mode, int retentionHours, int maxRecordKib, int warmMibps, String keyId, Set<String> metrics, String policy,
        Map<String, String> tags, long floor) {
    static final int MIN_RETENTION_HOURS = 24;
    static final int MAX_RETENTION_HOURS = 8_760;
    static final int MIN_RECORD_KIB = 1_024;
    static final int MAX_RECORD_KIB = 10_240;

    static StreamSettings of(StreamMode mode, int maxRecordKib, int warmMibps, Map<String, String> tags) {
        return new StreamSettings(mode, MIN_RETENTION_HOURS, maxRecordKib, warmMibps, "", Set.of(), "", tags, 0);
    }

    long retentionMillis() {
        return retentionHours * 3_600_000L;
    }

    boolean isEncrypted() {
        return !keyId.isEmpty();
    }

    StreamSettings withMode(StreamMode changed) {
        return new StreamSettings(changed, retentionHours, maxRecordKib, warmMibps, keyId, metrics, policy, tags, floor);
    }

    /** AWS: what a retention has let go comes back with no longer one; {@code horizon} is where records began until now. */
    StreamSettings withRetention(int hours, long horizon) {
        return new StreamSettings(mode, hours, maxRecordKib, warmMibps, keyId, metrics, policy, tags, horizon);
    }

    StreamSettings withMaxRecord(int kib) {
        return new StreamSettings(mode, retentionHours, kib, warmMibps, keyId, metrics, policy, tags, floor);
    }

    StreamSettings withWarmThroughput(int mibps) {
        return new StreamSettings(mode, retentionHours, maxRecordKib, mibps, keyId, metrics, policy, tags, floor);
    }

    StreamSettings withKey(String key) {
        return new StreamSettings(mode, retentionHours, maxRecordKib, warmMibps, key, metrics, policy, tags, floor);
    }

    StreamSettings withMetrics(Set<String> names) {
        return new StreamSettings(mode, retentionHours, maxRecordKib, warmMibps, keyId, Set.copyOf(names), policy, tags, floor);
    }

    StreamSettings withPolicy(String json) {
        return new StreamSettings(mode, retentionHours, maxRecordKib, warmMibps, keyId, metrics, json, tags, floor);
    }

    StreamSettings withTags(Map<String, String> changed) {
        return new StreamSettings(mode, retentionHours, maxRecordKib, warmMibps, keyId, metrics, policy, Map.copyOf(changed), floor);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(mode.ordinal());
        out.writeInt(retentionHours);
        out.writeInt(maxRecordKib);
        out.writeInt(warmMibps);
        Bytes.text(out, keyId);
        Bytes.text(out, String.join(",", new TreeSet<>(metrics)));
        Bytes.text(out, policy);
        Bytes.map(out, tags);
        out.writeLong(floor);
    }

    static StreamSettings read(DataInputStream in) throws IOException {
        return new StreamSettings(StreamMode.values()[in.readByte()], in.readInt(), in.readInt(), in.readInt(),
                Bytes.text(in), names(Bytes.text(in)), Bytes.text(in), Bytes.map(in), in.readLong());
    }

    private static Set<String> names(String joined) {
        return joined.isEmpty() ? Set.of() : Set.of(joined.split(","));
    }
}
