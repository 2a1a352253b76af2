package dev.forebay.kms;

import dev.forebay.runtime.Timers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Does to keys what is due: erases those whose time to be deleted has come, and rotates those that rotate by themselves. A
 * timer may come late, twice or for nothing; what the key says decides.
 */
final class Deadlines {
    private final KmsService service;
    private final Map<KeyName, Timers.Timer> waiting = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Deadlines(KmsService service) {
        this.service = service;
    }

    /** Sees to a key when its time has come. What the key says now counts: callers may come late with what it said before. */
    void set(KeyRecord changed) {
        waiting.compute(changed.name(), (name, before) -> {
            if (before != null) {
                before.cancel();
            }
            long at = service.rings().look(name.place()).peek(name.id()).map(Deadlines::next).orElse(0L);
            return at > 0 ? service.timers().at(at, () -> run(name)) : null;
        });
    }

    /** When something is due; 0 for never. */
    private static long next(KeyRecord key) {
        return key.life().isPendingDeletion() ? key.life().deletionAt()
                : key.life().isEnabled() && key.rotation().isOn() ? key.rotation().nextAt() : 0;
    }

    void stop() {
        stopped = true;
    }

    private void run(KeyName name) {
        if (stopped) {
            return;
        }
        KeyRing ring = service.rings().at(name.place());
        ring.key(name.id()).ifPresent(key -> {
            if (key.life().isPendingDeletion() && key.life().deletionAt() <= service.now()) {
                erase(ring, name);
            } else if (key.life().isEnabled() && key.rotation().isDue(service.now())) {
                set(rotate(ring, key));
            } else {
                // The machine's clock was set back, or the key has changed since.
                set(key);
            }
        });
    }

    private void erase(KeyRing ring, KeyName name) {
        ring.decide(decision -> {
            KeyRecord key = decision.key(name.id());
            if (key.life().isPendingDeletion() && key.life().deletionAt() <= service.now()) {
                decision.erase(key);
            }
            return key;
        });
        service.materials().forget(name);
        waiting.remove(name);
    }

    private KeyRecord rotate(KeyRing ring, KeyRecord seen) {
        Version fresh = service.materials().make(seen.name(), seen.nature().spec(), Version.Origin.AUTOMATIC, service.now());
        return ring.change(seen.name().id(), key -> key.life().isEnabled() && key.rotation().isDue(service.now())
                ? key.with(fresh).with(Rotation.every(key.rotation().periodDays(), service.now())) : key);
    }
}
