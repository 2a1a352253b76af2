package dev.forebay.sns;

import java.util.List;

/**
 * How text messages behave where AWS asks its customers or its support.
 *
 * @param sandbox            whether accounts are in the sandbox, where only verified numbers get texts
 * @param originationNumbers the numbers that texts may come from, for ListOriginationNumbers
 */
public record SmsConfig(boolean sandbox, List<OriginationNumber> originationNumbers) {

    public SmsConfig {
        originationNumbers = List.copyOf(originationNumbers);
    }

    /** Out of the sandbox, no origination numbers. */
    public static SmsConfig defaults() {
        return new SmsConfig(false, List.of());
    }

    /**
     * A number that texts may come from.
     *
     * @param phoneNumber the number, such as {@code +15550100}, or a short code
     * @param country     two letters
     * @param routeType   {@code Transactional}, {@code Promotional} or {@code Premium}
     * @param createdAt   milliseconds since 1970
     */
    public record OriginationNumber(String phoneNumber, String country, String routeType, long createdAt) {}
}
