package dev.forebay.kms;

/**
 * Does to keys what is due: erases those whose time to be deleted has come, and rotates those that rotate by themselves. A
 * timer may come late, twice or for nothing; what the key says decides.
 */
final class Deadlines {
    private final KmsService service;
    private volatile boolean stopped;

    Deadlines(KmsService service) {
        this.service = service;
    }

    /** Sees to a key when its time has come. */
    void set(KeyRecord key) {
        long at = key.life().isPendingDeletion() ? key.life().deletionAt()
                : key.life().isEnabled() && key.rotation().isOn() ? key.rotation().nextAt() : 0;
        if (at > 0) {
            service.timers().at(at, () -> run(key.name()));
        }
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
            } else if (mayBeLate(key)) {
                set(key);
            }
        });
    }

    /** The machine's clock was set back: the timer came too early. */
    private boolean mayBeLate(KeyRecord key) {
        return key.life().isPendingDeletion() || key.life().isEnabled() && key.rotation().isOn();
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
    }

    private KeyRecord rotate(KeyRing ring, KeyRecord seen) {
        Version fresh = service.materials().make(seen.name(), seen.nature().spec(), Version.Origin.AUTOMATIC, service.now());
        return ring.change(seen.name().id(), key -> key.life().isEnabled() && key.rotation().isDue(service.now())
                ? key.with(fresh).with(Rotation.every(key.rotation().periodDays(), service.now())) : key);
    }
}
