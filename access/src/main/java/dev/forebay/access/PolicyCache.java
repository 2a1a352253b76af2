package dev.forebay.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Compiled policies by their text. Holds two generations: when the young one is full it becomes the old one, and what was
 * old and not asked for meanwhile is gone. Any thread, without a lock.
 */
final class PolicyCache {

    /** Characters of a generation; compiled, a policy takes about ten times its text. */
    private static final long MAX_CHARACTERS = 2L << 20;

    private final PolicyKind kind;
    private volatile Generation young = new Generation();
    private volatile Generation old = new Generation();

    PolicyCache(PolicyKind kind) {
        this.kind = kind;
    }

    Policy of(String json) {
        Policy found = young.policies.get(json);
        return found != null ? found : keep(json);
    }

    private Policy keep(String json) {
        Policy known = old.policies.get(json);
        Policy policy = known != null ? known : Policy.of(kind, json);
        Generation generation = young;
        if (generation.policies.putIfAbsent(json, policy) == null && generation.characters.addAndGet(json.length() + 1L) > MAX_CHARACTERS) {
            turn(generation);
        }
        return policy;
    }

    private synchronized void turn(Generation full) {
        if (young == full) {
            old = full;
            young = new Generation();
        }
    }

    /** How many there are. */
    int size() {
        return young.policies.size() + old.policies.size();
    }

    private static final class Generation {
        private final Map<String, Policy> policies = new ConcurrentHashMap<>();
        private final AtomicLong characters = new AtomicLong();
    }
}
