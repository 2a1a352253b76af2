package dev.forebay.sns;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The topics of which something waits for KMS, each with its {@link KeyWait}. Any thread. */
final class KeyWaits {
    private final Environment environment;
    private final FanOut fanOut;
    private final Map<Topic, KeyWait> waits = new ConcurrentHashMap<>();

    KeyWaits(Environment environment, FanOut fanOut) {
        this.environment = environment;
        this.fanOut = fanOut;
    }

    /** Whether KMS has refused a data key of a topic, or one to seal with, and was not asked again since. */
    boolean isRefused(Topic topic, long dataKey) {
        KeyWait wait = waits.get(topic);
        return wait != null && wait.isRefused(dataKey);
    }

    /** Lets something wait because KMS refused a data key, or {@link KeyWait#TO_SEAL one to seal with}. */
    void add(Topic topic, Waiting waiting, long refused) {
        waits.compute(topic, (_, known) -> {
            KeyWait wait = known == null ? new KeyWait(topic, environment, fanOut, this) : known;
            wait.add(waiting, refused);
            return wait;
        });
    }

    void dropIfIdle(Topic topic) {
        waits.computeIfPresent(topic, (_, wait) -> wait.isIdle() ? null : wait);
    }
}
