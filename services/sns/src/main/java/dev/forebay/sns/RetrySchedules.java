package dev.forebay.sns;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** When deliveries to a subscription are tried again. */
final class RetrySchedules {
    private final double timeScale;
    private final RandomGenerator jitter;

    /** {@code timeScale}: what AWS's delays are multiplied by; 1, or less where tests must not wait. */
    RetrySchedules(double timeScale, RandomGenerator jitter) {
        this.timeScale = timeScale;
        this.jitter = jitter;
    }

    /** Milliseconds to wait after so many failed attempts, 1 or more; empty when it is given up. */
    OptionalLong delayAfter(Subscription target, int failedAttempts) {
        Protocol protocol = target.protocol();
        DeliveryPolicy http = protocol == Protocol.HTTP || protocol == Protocol.HTTPS
                ? DeliveryPolicy.effective(
                        target.topic().attributes().text(TopicSetting.DELIVERY_POLICY), target.attributes().deliveryPolicy())
                : DeliveryPolicy.NONE;
        return RetrySchedule.of(protocol, http, timeScale).delayAfter(failedAttempts, jitter);
    }
}
