package dev.forebay.sns;

/**
 * Whether a phone wants texts of an account.
 *
 * @param optedOut   whether it wants none
 * @param optedOutAt when it said so last, milliseconds since 1970
 * @param optedInAt  when the account opted it in again last; 0 for never
 */
record SmsOptOut(boolean optedOut, long optedOutAt, long optedInAt) {
    /** AWS: a phone that opted out may be opted in once in this time. */
    private static final long REST_MILLIS = 30L * 24 * 60 * 60 * 1000;

    static SmsOptOut optedOut(SmsOptOut before, long now) {
        return new SmsOptOut(true, now, before == null ? 0 : before.optedInAt);
    }

    boolean mayOptIn(long now) {
        return optedInAt == 0 || now - optedInAt >= REST_MILLIS;
    }

    SmsOptOut optedIn(long now) {
        return new SmsOptOut(false, optedOutAt, now);
    }
}
