package dev.forebay.dynamodb;

import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Items that lie one after another, as many as a page has.
 *
 * @param bytes  their size together
 * @param isFull whether the page ended because it was full, and not because there was no more
 */
record Page(List<Item> items, long bytes, boolean isFull) {
    /** AWS: a page has so many bytes, before anything is filtered. */
    private static final long MAX_BYTES = 1 << 20;

    /** Reads rows with {@code from <= key < to}, ascending. */
    static Page ascending(Store store, byte[] from, byte[] to, int limit) {
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        try (Scan scan = store.scan(from, to)) {
            while (scan.next()) {
                Item item = ItemFormat.read(scan.value());
                items.add(item);
                bytes += item.size();
                if (items.size() == limit || bytes >= MAX_BYTES) {
                    return new Page(items, bytes, true);
                }
            }
        }
        return new Page(items, bytes, false);
    }

    /**
     * The same, descending. The store is read in ascending order only, so this walks through all there is between the bounds, and
     * keeps no more than the last page of it.
     */
    static Page descending(Store store, byte[] from, byte[] to, int limit) {
        ArrayDeque<Item> last = new ArrayDeque<>();
        long bytes = 0;
        boolean dropped = false;
        try (Scan scan = store.scan(from, to)) {
            while (scan.next()) {
                Item item = ItemFormat.read(scan.value());
                last.addLast(item);
                bytes += item.size();
                while (last.size() > limit || bytes - last.getFirst().size() >= MAX_BYTES) {
                    bytes -= last.removeFirst().size();
                    dropped = true;
                }
            }
        }
        return new Page(new ArrayList<>(last.reversed()), bytes, dropped || last.size() == limit || bytes >= MAX_BYTES);
    }
}
