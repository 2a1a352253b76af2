package dev.forebay.couriers;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** An outbox's entries in memory, bounded in number and in bytes. */
final class OutboxMemory implements OutboxShelf {
    private static final long MAX_BYTES = 16L << 20;

    private final int limit;
    private final OutboxName names = new OutboxName();
    private final TreeMap<String, byte[]> entries = new TreeMap<>();
    private long bytes;

    OutboxMemory(int limit) {
        this.limit = limit;
    }

    @Override
    public synchronized String put(String suffix, long now, byte[] content) {
        String name = names.next(suffix, now);
        entries.put(name, content);
        bytes += content.length;
        while (entries.size() > limit || bytes > MAX_BYTES && entries.size() > 1) {
            bytes -= entries.pollFirstEntry().getValue().length;
        }
        return name;
    }

    @Override
    public synchronized List<String> newestFirst() {
        return List.copyOf(entries.descendingKeySet());
    }

    @Override
    public synchronized Optional<byte[]> read(String name) {
        return Optional.ofNullable(entries.get(name));
    }
}
