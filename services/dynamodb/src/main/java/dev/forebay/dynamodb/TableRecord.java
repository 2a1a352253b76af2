package dev.forebay.dynamodb;

import dev.forebay.runtime.Bytes;
import java.io.IOException;
import java.io.DataInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is kept of a table beside its items. Stored in the CATALOG table: version (1), then its members in their order;
 * texts, maps and lists by length or count (4) and content.
 *
 * @param billing what is set of how it is paid, and whether it may be deleted
 * @param expiry  the attribute that says when an item expires
 */
record TableRecord(long incarnation, UUID id, long createdAt, KeySchema schema, Billing billing,
        Map<String, String> tags, Optional<String> expiry, List<Index> indexes) {
    private static final int VERSION = 1;

    /** {@code onDemandSince} is zero when throughput is provisioned. */
    record Billing(Throughput throughput, long onDemandSince, boolean isProtected) {
        boolean isOnDemand() {
            return onDemandSince != 0;
        }

        Billing protectedFromDeletion(boolean is) {
            return new Billing(throughput, onDemandSince, is);
        }
    }

    TableRecord with(Billing changed) {
        return new TableRecord(incarnation, id, createdAt, schema, changed, tags, expiry, indexes);
    }

    TableRecord with(Map<String, String> changedTags) {
        return new TableRecord(incarnation, id, createdAt, schema, billing, changedTags, expiry, indexes);
    }

    TableRecord with(Optional<String> changedExpiry) {
        return new TableRecord(incarnation, id, createdAt, schema, billing, tags, changedExpiry, indexes);
    }

    TableRecord with(List<Index> changed) {
        return new TableRecord(incarnation, id, createdAt, schema, billing, tags, expiry, List.copyOf(changed));
    }

    /** The same with another index in the place of the one of that name. */
    TableRecord with(Index changed) {
        return with(indexes.stream().map(one -> one.name().equals(changed.name()) ? changed : one).toList());
    }

    Optional<Index> index(String name) {
        return indexes.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            out.writeLong(incarnation);
            Bytes.uuid(out, id);
            out.writeLong(createdAt);
            schema.write(out);
            out.writeLong(billing.throughput.read());
            out.writeLong(billing.throughput.write());
            out.writeLong(billing.onDemandSince);
            out.writeBoolean(billing.isProtected);
            Bytes.map(out, tags);
            Bytes.text(out, expiry.orElse(""));
            out.writeInt(indexes.size());
            for (Index index : indexes) {
                index.write(out);
            }
        });
    }

    static TableRecord read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a table", in -> new TableRecord(
                in.readLong(),
                Bytes.uuid(in),
                in.readLong(),
                KeySchema.read(in),
                new Billing(new Throughput(in.readLong(), in.readLong()), in.readLong(), in.readBoolean()),
                Bytes.map(in),
                Optional.of(Bytes.text(in)).filter(name -> !name.isEmpty()),
                indexes(in)));
    }

    private static List<Index> indexes(DataInputStream in) throws IOException {
        List<Index> indexes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            indexes.add(Index.read(in));
        }
        return List.copyOf(indexes);
    }
}
