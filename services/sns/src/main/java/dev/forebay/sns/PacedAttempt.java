package dev.forebay.sns;

import dev.forebay.runtime.Deliveries.Attempt;
import java.util.OptionalInt;

/** Attempts to deliver to one subscription, no more of them in a second than its delivery policy allows. */
final class PacedAttempt implements Attempt {
    private static final long SECOND = 1_000;

    private final Subscription target;
    private final Attempt attempt;
    private long second = -1;
    private int begun;

    PacedAttempt(Subscription target, Attempt attempt) {
        this.target = target;
        this.attempt = attempt;
    }

    @Override
    public long make(byte[] payload, int before) {
        return attempt.make(payload, before);
    }

    @Override
    public int permits(int wanted, long now) {
        OptionalInt most = mostInASecond();
        if (most.isEmpty()) {
            return wanted;
        }
        if (now / SECOND != second) {
            second = now / SECOND;
            begun = 0;
        }
        int permits = Math.clamp(most.getAsInt() - begun, 0, wanted);
        begun += permits;
        return permits;
    }

    /** AWS: only HTTP endpoints have a delivery policy. */
    private OptionalInt mostInASecond() {
        boolean http = target.protocol() == Protocol.HTTP || target.protocol() == Protocol.HTTPS;
        return http
                ? DeliveryPolicy.effective(target.topic().attributes().text(TopicSetting.DELIVERY_POLICY), target.attributes().deliveryPolicy())
                        .maxReceivesPerSecond()
                : OptionalInt.empty();
    }
}
