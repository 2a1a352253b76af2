package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import java.util.UUID;

/**
 * What is kept of a subscription, as a {@link SubscriptionRow}.
 *
 * @param number               an incarnation of the topic's partition: grows in the order of subscribing, never used again
 * @param owner                the account that subscribed, or that confirmed
 * @param principal            who subscribed, an ARN
 * @param authenticatesUnsubscribe whether only the owners of topic and subscription may unsubscribe
 * @param token                what confirms it, and confirms it again; empty where nobody had to be asked
 */
record SubscriptionRecord(
        long number,
        UUID id,
        Protocol protocol,
        String endpoint,
        AccountId owner,
        String principal,
        boolean confirmed,
        boolean confirmedByOwner,
        boolean authenticatesUnsubscribe,
        long createdAt,
        String token,
        SubscriptionAttributes attributes) {

    /** What stands before the first slash behind the scheme, up to the last at sign: a user, a colon, a password. */
    private static final String PASSWORD = "^([^/]+//[^/?#:]*:)[^/?#]*@";

    /** A million records have a few subscribers between them, and most no token: such texts are kept once. */
    SubscriptionRecord {
        principal = principal.intern();
        token = token.isEmpty() ? "" : token;
    }

    /** The same with another endpoint and token. */
    SubscriptionRecord withSecrets(String otherEndpoint, String otherToken) {
        return new SubscriptionRecord(number, id, protocol, otherEndpoint, owner, principal, confirmed, confirmedByOwner,
                authenticatesUnsubscribe, createdAt, otherToken, attributes);
    }

    SubscriptionRecord withAttributes(SubscriptionAttributes changed) {
        return new SubscriptionRecord(number, id, protocol, endpoint, owner, principal, confirmed, confirmedByOwner,
                authenticatesUnsubscribe, createdAt, token, changed);
    }

    /** Confirmed by whoever held the token; {@code authenticated} when the caller showed who he is. */
    SubscriptionRecord confirmed(boolean authenticated, boolean protect) {
        return new SubscriptionRecord(number, id, protocol, endpoint, owner, principal, true, authenticated, protect, createdAt,
                token, attributes);
    }

    /** What is kept of it when it has ended, under another number, with a token that brings it back. */
    SubscriptionRecord ended(long keptAs, long at, String restoring) {
        return new SubscriptionRecord(keptAs, id, protocol, endpoint, owner, principal, false, confirmedByOwner,
                authenticatesUnsubscribe, at, restoring, attributes);
    }

    /** What ended is there again, as it was; {@code protect} when whoever brought it back asked for more care. */
    SubscriptionRecord restored(long as, long at, boolean protect) {
        return new SubscriptionRecord(as, id, protocol, endpoint, owner, principal, true, confirmedByOwner || protect,
                authenticatesUnsubscribe || protect, at, token, attributes);
    }

    /** Whether there is anything in it that must not be read from the disk. Addresses of web servers have passwords and keys in them. */
    boolean hasSecrets() {
        return !token.isEmpty() || isOnTheWeb();
    }

    private boolean isOnTheWeb() {
        return protocol == Protocol.HTTP || protocol == Protocol.HTTPS;
    }

    /** The endpoint as lists show it. AWS: with stars for a password; GetSubscriptionAttributes tells all of it. */
    String listedEndpoint() {
        return isOnTheWeb() ? endpoint.replaceFirst(PASSWORD, "$1****@") : endpoint;
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SubscriptionRecord[number=" + number + ", id=" + id + ", protocol=" + protocol + "]";
    }
}
