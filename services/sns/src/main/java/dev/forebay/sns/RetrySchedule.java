package dev.forebay.sns;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** When a delivery that failed is tried again, and when no more. Immutable. */
final class RetrySchedule {
    /** A tenth up or down: enough that what failed together does not come back together. */
    private static final double JITTER = 0.1;
    private static final double MILLIS = 1_000;

    private final RetryPolicy policy;
    private final double timeScale;

    private RetrySchedule(RetryPolicy policy, double timeScale) {
        this.policy = policy;
        this.timeScale = timeScale;
    }

    /**
     * The schedule of a protocol.
     *
     * @param http      what counts for HTTP and HTTPS; AWS: all others have schedules that nobody can change
     * @param timeScale what delays are multiplied by: 1, or less where tests must not wait
     */
    static RetrySchedule of(Protocol protocol, DeliveryPolicy http, double timeScale) {
        RetryPolicy policy = switch (protocol) {
            case HTTP, HTTPS -> http.retriesOrDefault();
            case SQS, LAMBDA, FIREHOSE -> RetryPolicy.AWS_MANAGED;
            case EMAIL, EMAIL_JSON, SMS, APPLICATION -> RetryPolicy.CUSTOMER_MANAGED;
        };
        return new RetrySchedule(policy, timeScale);
    }

    /**
     * How many milliseconds to wait, or empty when the delivery is given up.
     *
     * @param failedAttempts so far, the first one too: 1 or more
     */
    OptionalLong delayAfter(int failedAttempts, RandomGenerator jitter) {
        if (failedAttempts > policy.retries()) {
            return OptionalLong.empty();
        }
        double spread = 1 + JITTER * (2 * jitter.nextDouble() - 1);
        return OptionalLong.of(Math.round(policy.delay(failedAttempts) * MILLIS * timeScale * spread));
    }
}
