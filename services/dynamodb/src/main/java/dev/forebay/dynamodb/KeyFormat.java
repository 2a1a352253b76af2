package dev.forebay.dynamodb;

import dev.forebay.runtime.Keys;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The keys of items and of index entries in the store:
 *
 * <pre>
 *   ITEM   partition, table, incarnation, hash of the hash key (8), hash key [, range key]
 *   INDEX  partition, table, incarnation, hash of the hash key (8), hash key [, range key], the item's key from its hash on
 *
 *   key values as in {@link ScalarFormat}
 * </pre>
 *
 * So all items of one hash key lie together in the order of range keys, and hash keys lie in an order that says nothing.
 */
final class KeyFormat {
    private static final int HASH_AT = 3 + Long.BYTES;

    private KeyFormat() {}

    static byte[] item(Table table, Item item) {
        return out(table.partition().number(), Tables.ITEM, table.incarnation(), table.schema(), item).toByteArray();
    }

    /** The key of an item's entry in an index; the item has all that the index needs. */
    static byte[] entry(Table table, Index index, Item item) {
        ByteArrayOutputStream key = out(table.partition().number(), Tables.INDEX, index.incarnation(), index.schema(), item);
        byte[] itemKey = item(table, item);
        key.write(itemKey, HASH_AT, itemKey.length - HASH_AT);
        return key.toByteArray();
    }

    private static ByteArrayOutputStream out(int partition, byte table, long incarnation, KeySchema schema, Item item) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes(prefix(partition, table, incarnation, scalar(item, schema.hash())));
        schema.range().ifPresent(range -> ScalarFormat.append(key, scalar(item, range)));
        return key;
    }

    private static Value.Scalar scalar(Item item, KeySchema.Attribute attribute) {
        return (Value.Scalar) item.get(attribute.name()).orElseThrow();
    }

    /** What all keys with this hash key begin with. */
    static byte[] prefix(int partition, byte table, long incarnation, Value.Scalar hashKey) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.writeBytes(Keys.of(partition, table, incarnation));
        key.writeBytes(Keys.bytes(hash(ScalarFormat.bytes(hashKey))));
        ScalarFormat.append(key, hashKey);
        return key.toByteArray();
    }

    /** The least key that is greater than all that begin so. */
    static byte[] afterPrefix(byte[] prefix) {
        int length = prefix.length;
        while (prefix[length - 1] == (byte) 0xff) {
            length--;
        }
        byte[] after = Arrays.copyOf(prefix, length);
        after[length - 1]++;
        return after;
    }

    /** The least key that is greater than this one. */
    static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** FNV-1a over the bytes, then mixed so that all of its bits count: spelled out because stored places depend on it. Never negative. */
    private static long hash(byte[] bytes) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : bytes) {
            hash = (hash ^ one & 0xff) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return (hash ^ hash >>> 33) >>> 1;
    }
}
