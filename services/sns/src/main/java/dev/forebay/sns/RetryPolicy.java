package dev.forebay.sns;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * How often, and after which delays, a failed delivery is tried again. Four phases follow each other: at once, after the
 * least delay, backing off from the least to the greatest delay, after the greatest delay.
 *
 * @param minDelay        seconds
 * @param maxDelay        seconds
 * @param retries         in all phases together
 * @param maxDelayRetries in the last phase
 * @param noDelayRetries  in the first phase
 * @param minDelayRetries in the second phase
 */
record RetryPolicy(
        int minDelay, int maxDelay, int retries, int maxDelayRetries, int noDelayRetries, int minDelayRetries, RetryBackoff backoff) {

    /** For HTTP, when nothing else was set. */
    static final RetryPolicy HTTP = new RetryPolicy(20, 20, 3, 0, 0, 0, RetryBackoff.LINEAR);

    /** For queues, functions and delivery streams: AWS's own, which are soon well again. 23 days. */
    static final RetryPolicy AWS_MANAGED = new RetryPolicy(1, 20, 100_015, 100_000, 3, 2, RetryBackoff.EXPONENTIAL);

    /** For mail, text messages and mobile push. Six hours. */
    static final RetryPolicy CUSTOMER_MANAGED = new RetryPolicy(10, 600, 50, 38, 0, 2, RetryBackoff.EXPONENTIAL);

    private static final int MAX_RETRIES = 100;
    private static final int MAX_DELAY = 3_600;
    private static final int MAX_TOTAL_DELAY = 3_600;

    /** Reads and checks what a delivery policy says. */
    static RetryPolicy read(DeliveryPolicyJson json) {
        json.allow("minDelayTarget", "maxDelayTarget", "numRetries", "numMaxDelayRetries", "numNoDelayRetries", "numMinDelayRetries",
                "backoffFunction");
        RetryPolicy policy = new RetryPolicy(
                json.requiredInteger("minDelayTarget"),
                json.requiredInteger("maxDelayTarget"),
                json.requiredInteger("numRetries"),
                json.integer("numMaxDelayRetries").orElse(0),
                json.integer("numNoDelayRetries").orElse(0),
                json.integer("numMinDelayRetries").orElse(0),
                json.text("backoffFunction").map(name -> backoff(json, name)).orElse(RetryBackoff.LINEAR));
        policy.check(json);
        return policy;
    }

    /** Seconds to wait before a retry; the first is 1. */
    double delay(int retry) {
        int backsOffFrom = noDelayRetries + minDelayRetries + 1;
        int backsOffTo = retries - maxDelayRetries;
        if (retry <= noDelayRetries) {
            return 0;
        }
        if (retry <= backsOffFrom) {
            // The first that backs off waits the least delay, too; where none does, the last phase follows at once.
            return retry < backsOffFrom || backsOffFrom <= backsOffTo ? minDelay : maxDelay;
        }
        return retry < backsOffTo ? backoff.delay(minDelay, maxDelay, retry - backsOffFrom, backsOffTo - backsOffFrom) : maxDelay;
    }

    /** As AWS writes it, members in its order. */
    String toJson() {
        return "{\"minDelayTarget\":" + minDelay
                + ",\"maxDelayTarget\":" + maxDelay
                + ",\"numRetries\":" + retries
                + ",\"numMaxDelayRetries\":" + maxDelayRetries
                + ",\"numNoDelayRetries\":" + noDelayRetries
                + ",\"numMinDelayRetries\":" + minDelayRetries
                + ",\"backoffFunction\":\"" + backoff.aws + "\"}";
    }

    private static RetryBackoff backoff(DeliveryPolicyJson json, String name) {
        return RetryBackoff.named(name)
                .orElseThrow(() -> json.refused("backoffFunction", "must be one of linear, arithmetic, geometric, exponential"));
    }

    private void check(DeliveryPolicyJson json) {
        atLeast(json, "minDelayTarget", minDelay, 1);
        atMost(json, "maxDelayTarget", maxDelay, MAX_DELAY);
        if (maxDelay < minDelay) {
            throw json.refused("maxDelayTarget", "must be greater than or equal to minDelayTarget");
        }
        atLeast(json, "numRetries", retries, 0);
        atMost(json, "numRetries", retries, MAX_RETRIES);
        atLeast(json, "numNoDelayRetries", noDelayRetries, 0);
        atLeast(json, "numMinDelayRetries", minDelayRetries, 0);
        atLeast(json, "numMaxDelayRetries", maxDelayRetries, 0);
        if (retries < (long) noDelayRetries + minDelayRetries + maxDelayRetries) {
            throw json.refused("numRetries",
                    "must be greater than or equal to total of numMinDelayRetries, numNoDelayRetries and numMaxDelayRetries");
        }
        if (totalDelay() > MAX_TOTAL_DELAY) {
            throw tooLong(json);
        }
    }

    private double totalDelay() {
        double total = 0;
        for (int retry = 1; retry <= retries; retry++) {
            total += delay(retry);
        }
        return total;
    }

    private static AwsServiceException tooLong(DeliveryPolicyJson json) {
        return json.refused("numRetries", "with these delays exceeds the maximum total retry time of " + MAX_TOTAL_DELAY + " seconds");
    }

    private static void atLeast(DeliveryPolicyJson json, String name, int value, int least) {
        if (value < least) {
            throw json.refused(name, "must be greater than or equal to " + least);
        }
    }

    private static void atMost(DeliveryPolicyJson json, String name, int value, int most) {
        if (value > most) {
            throw json.refused(name, "must be less than or equal to " + most);
        }
    }
}
