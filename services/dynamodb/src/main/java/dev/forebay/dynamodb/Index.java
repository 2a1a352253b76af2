package dev.forebay.dynamodb;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A global secondary index of a table.
 *
 * @param shows     {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param includes  what is shown beside keys when {@code INCLUDE}
 * @param isActive  whether all items are in it: until then it is being filled
 */
record Index(String name, long incarnation, KeySchema schema, String shows, List<String> includes, Throughput throughput, boolean isActive) {
    static final String ALL = "ALL";

    /** The same with its own place in the store. */
    Index born(long given, boolean active) {
        return new Index(name, given, schema, shows, includes, throughput, active);
    }

    Index active() {
        return new Index(name, incarnation, schema, shows, includes, throughput, true);
    }

    Index with(Throughput changed) {
        return new Index(name, incarnation, schema, shows, includes, changed, isActive);
    }

    boolean showsAll() {
        return shows.equals(ALL);
    }

    /** The attributes that entries have; of no use when it shows all. */
    Set<String> shown(KeySchema table) {
        Set<String> names = new LinkedHashSet<>(table.names());
        names.addAll(schema.names());
        names.addAll(includes);
        return names;
    }

    /** An item as it is in this index; empty when it is not in it, for want of a key attribute. */
    Optional<Item> entry(KeySchema table, Item item) {
        for (KeySchema.Attribute attribute : schema.attributes()) {
            if (item.get(attribute.name()).filter(value -> value.type().equals(attribute.type())).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(showsAll() ? item : item.only(shown(table)));
    }

    /** AWS: what is a key of an index must be able to be one, if it is there. */
    void check(Item item) {
        for (KeySchema.Attribute attribute : schema.attributes()) {
            item.get(attribute.name()).ifPresent(value -> check(attribute, value));
        }
    }

    private void check(KeySchema.Attribute attribute, Value value) {
        if (!value.type().equals(attribute.type())) {
            throw DynamoErrors.invalid("Type mismatch for Index Key " + attribute.name() + " Expected: " + attribute.type()
                    + " Actual: " + value.type() + " IndexName: " + name);
        }
        if (Sizes.of(value) == 0) {
            throw DynamoErrors.validation("One or more parameter values are not valid. A value specified for a secondary index key is not"
                    + " supported. The AttributeValue for a key attribute cannot contain an empty "
                    + (attribute.type().equals("B") ? "binary" : "string") + " value. IndexName: " + name + ", IndexKey: " + attribute.name());
        }
    }

    void write(DataOutputStream out) throws IOException {
        Bytes.text(out, name);
        out.writeLong(incarnation);
        schema.write(out);
        Bytes.text(out, shows);
        out.writeInt(includes.size());
        for (String one : includes) {
            Bytes.text(out, one);
        }
        out.writeLong(throughput.read());
        out.writeLong(throughput.write());
        out.writeBoolean(isActive);
    }

    static Index read(DataInputStream in) throws IOException {
        String name = Bytes.text(in);
        long incarnation = in.readLong();
        KeySchema schema = KeySchema.read(in);
        String shows = Bytes.text(in);
        List<String> includes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            includes.add(Bytes.text(in));
        }
        return new Index(name, incarnation, schema, shows, List.copyOf(includes), new Throughput(in.readLong(), in.readLong()), in.readBoolean());
    }
}
