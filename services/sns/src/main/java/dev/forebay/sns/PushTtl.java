package dev.forebay.sns;

/**
 * For how long a push service may try, counted from the publication.
 *
 * @param isSet      whether the publisher said so in an attribute
 * @param remaining  seconds that are left; 0 for now or never
 * @param expiration when it is over, in seconds since 1970; 0 for now or never
 */
record PushTtl(boolean isSet, long remaining, long expiration) {
    private static final PushTtl NONE = new PushTtl(false, 0, 0);

    /**
     * AWS: what is handed on is the time that is left after the message's stay in SNS. When none is, nothing is sent.
     *
     * @param now in milliseconds
     * @throws PushUnsendable when the time is over, or is no time
     */
    static PushTtl of(PushMessage message, long now) throws PushUnsendable {
        String given = message.timeToLive();
        if (given.isEmpty()) {
            return NONE;
        }
        if (!given.matches("\\d{1,9}")) {
            throw new PushUnsendable("the time to live is not a whole number of seconds");
        }
        long seconds = Long.parseLong(given);
        if (seconds == 0) {
            return new PushTtl(true, 0, 0);
        }
        long publishedAt = message.notification().publishedAt();
        long remaining = seconds - Math.max(0, now - publishedAt) / 1000;
        if (remaining <= 0) {
            throw new PushUnsendable("the time to live is over");
        }
        return new PushTtl(true, remaining, publishedAt / 1000 + seconds);
    }
}
