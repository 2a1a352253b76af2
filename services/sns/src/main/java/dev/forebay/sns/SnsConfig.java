package dev.forebay.sns;

/**
 * How SNS behaves where AWS leaves it open, or where one may want less of AWS's patience.
 *
 * @param retryTimeScale what AWS's delays between attempts to deliver are multiplied by: 1, or less for tests
 * @param signsForQueues whether envelopes that go to queues are signed, as on AWS. A signature takes half a millisecond or more of
 *                       processor time, and bounds what a topic with such subscribers can publish
 */
public record SnsConfig(double retryTimeScale, boolean signsForQueues) {

    public SnsConfig {
        if (!(retryTimeScale >= 0 && retryTimeScale <= 1)) {
            throw new IllegalArgumentException("a time scale is from 0 to 1: " + retryTimeScale);
        }
    }

    /** AWS's behaviour. */
    public static SnsConfig defaults() {
        return new SnsConfig(1, true);
    }
}
