/**
 * Ordered key-value state with atomic, durable commits. Knows nothing of AWS.
 *
 * <p>Start at {@link dev.forebay.store.Store}; {@code RocksStore} keeps it on disk, {@code MemoryStore} in memory, and
 * {@code Committer} is the one thread that writes.
 */
package dev.forebay.store;
