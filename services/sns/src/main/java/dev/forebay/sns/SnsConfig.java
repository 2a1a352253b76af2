package dev.forebay.sns;

/**
 * How SNS behaves where AWS leaves it open, or where one may want less of AWS's patience.
 *
 * @param retryTimeScale what AWS's delays between attempts to deliver are multiplied by: 1, or less for tests
 */
public record SnsConfig(double retryTimeScale) {

    public SnsConfig {
        if (!(retryTimeScale >= 0 && retryTimeScale <= 1)) {
            throw new IllegalArgumentException("a time scale is from 0 to 1: " + retryTimeScale);
        }
    }

    /** AWS's behaviour. */
    public static SnsConfig defaults() {
        return new SnsConfig(1);
    }
}
