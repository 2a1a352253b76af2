package dev.forebay.sqs;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which tenants of a standard queue are noisy. A tenant is a message group; a message without one is never noisy.
 *
 * <p>AWS: a tenant becomes noisy when it holds more than 10 % of the messages in flight and at least 30 of them, or
 * more than 10 % of the recent processing time; it is quiet again when its backlog has drained or it has sent nothing
 * for five minutes. Processing time is weighed with a half-life, and only once a tenant had 30 messages processed, so
 * that the first few messages of a queue condemn nobody.
 */
final class FairShare {
    static final int MIN_MESSAGES = 30;
    static final int SHARE = 10;
    private static final long QUIET_AFTER_MILLIS = 5 * 60_000;
    private static final double HALF_LIFE_MILLIS = 60_000;
    /** Tenants with nothing in flight or held that are remembered for their processing time. */
    private static final int MAX_REMEMBERED = 1_000;

    private final Map<String, Tenant> tenants = new HashMap<>();
    private final Set<Tenant> noisy = new LinkedHashSet<>();
    private int inFlight;
    private double busy;
    private long busyAt;
    private int forgetFrom = MAX_REMEMBERED;

    /** Whether any tenant is noisy, so that order is more than age. */
    boolean hasNoisy() {
        return !noisy.isEmpty();
    }

    boolean isNoisy(String group) {
        Tenant tenant = noisy.isEmpty() || group.isEmpty() ? null : tenants.get(group);
        return tenant != null && tenant.noisy;
    }

    /** The tenant of a group, made known if it is not. */
    Tenant tenant(String group) {
        return tenants.computeIfAbsent(group, Tenant::new);
    }

    Set<Tenant> noisy() {
        return noisy;
    }

    void sent(String group, long now) {
        Tenant tenant = tenants.get(group);
        if (tenant != null) {
            tenant.sentAt = now;
        }
    }

    /** A message went in flight; true when that made its tenant noisy. */
    boolean taken(Entry entry, long now) {
        inFlight++;
        if (entry.group.isEmpty()) {
            return false;
        }
        Tenant tenant = tenant(entry.group);
        tenant.inFlight++;
        tenant.sentAt = Math.max(tenant.sentAt, entry.sentAt);
        if (tenant.noisy || !hogsFlight(tenant) && !hogsTime(tenant, now)) {
            return false;
        }
        tenant.noisy = true;
        return noisy.add(tenant);
    }

    /** A message left flight: deleted, moved or visible again. */
    void left(Entry entry, long now) {
        inFlight--;
        decay(now);
        double spent = Math.max(0, now - entry.receivedAt);
        busy += spent;
        if (entry.group.isEmpty()) {
            return;
        }
        Tenant tenant = tenant(entry.group);
        tenant.inFlight--;
        tenant.decay(now);
        tenant.busy += spent;
        tenant.processed++;
        if (tenants.size() > forgetFrom) {
            forgetIdle();
            forgetFrom = Math.max(MAX_REMEMBERED, 2 * tenants.size());
        }
    }

    /** Lets those become quiet that have sent nothing for long; all of them when the backlog has drained. True if any did. */
    boolean calm(long now, boolean drained) {
        int before = noisy.size();
        for (Iterator<Tenant> all = noisy.iterator(); all.hasNext(); ) {
            Tenant tenant = all.next();
            if (drained && tenant.held.isEmpty() || now - tenant.sentAt >= QUIET_AFTER_MILLIS) {
                tenant.noisy = false;
                tenant.processed = 0;
                all.remove();
            }
        }
        return noisy.size() < before;
    }

    void clear() {
        tenants.clear();
        inFlight = 0;
        noisy.clear();
        busy = 0;
    }

    private boolean hogsFlight(Tenant tenant) {
        return tenant.inFlight >= MIN_MESSAGES && tenant.inFlight * SHARE > inFlight;
    }

    private boolean hogsTime(Tenant tenant, long now) {
        if (tenant.processed < MIN_MESSAGES) {
            return false;
        }
        decay(now);
        tenant.decay(now);
        return tenant.busy * SHARE > busy;
    }

    private void decay(long now) {
        busy *= weight(now - busyAt);
        busyAt = now;
    }

    private static double weight(long millis) {
        return millis <= 0 ? 1 : Math.pow(0.5, millis / HALF_LIFE_MILLIS);
    }

    private void forgetIdle() {
        for (Iterator<Tenant> all = tenants.values().iterator(); all.hasNext(); ) {
            Tenant tenant = all.next();
            if (tenant.inFlight == 0 && tenant.held.isEmpty() && !tenant.noisy) {
                all.remove();
            }
        }
    }

    /** One message group, as long as it matters. */
    static final class Tenant {
        final String group;
        /** Messages that were passed over while the tenant was noisy, oldest first. */
        final ArrayDeque<Entry> held = new ArrayDeque<>(2);

        int inFlight;
        boolean noisy;
        private long sentAt;
        private int processed;
        private double busy;
        private long busyAt;

        private Tenant(String group) {
            this.group = group;
        }

        private void decay(long now) {
            busy *= weight(now - busyAt);
            busyAt = now;
        }
    }
}
