package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.runtime.Bytes;
import java.util.UUID;

/**
 * What is kept of a subscription. Stored in the SUBSCRIPTION table under the topic's incarnation and its number, and in the
 * ENDED table when it has ended and may come back:
 *
 * <pre>
 *   | version | UUID | protocol | endpoint | owner | principal | state | created at | token | attributes |
 *   |    1    |  16  |   text   |   text   | text  |   text    |   1   |     8      | text  |    map     |
 *
 *   state: 1 confirmed, 2 the confirmation was authenticated, 4 only its owner may unsubscribe
 * </pre>
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

    private static final byte VERSION = 1;
    private static final int CONFIRMED = 1;
    private static final int CONFIRMED_BY_OWNER = 2;
    private static final int AUTHENTICATES_UNSUBSCRIBE = 4;

    /** A million records have a few subscribers between them, and most no token: such texts are kept once. */
    SubscriptionRecord {
        principal = principal.intern();
        token = token.isEmpty() ? "" : token;
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

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.uuid(out, id);
            Bytes.text(out, protocol.aws);
            Bytes.text(out, endpoint);
            Bytes.text(out, owner.value());
            Bytes.text(out, principal);
            out.writeByte((confirmed ? CONFIRMED : 0) | (confirmedByOwner ? CONFIRMED_BY_OWNER : 0)
                    | (authenticatesUnsubscribe ? AUTHENTICATES_UNSUBSCRIBE : 0));
            out.writeLong(createdAt);
            Bytes.text(out, token);
            Bytes.map(out, attributes.stored());
        });
    }

    static SubscriptionRecord read(long number, byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a subscription", in -> {
            UUID id = Bytes.uuid(in);
            Protocol protocol = Protocol.named(Bytes.text(in)).orElseThrow();
            String endpoint = Bytes.text(in);
            AccountId owner = new AccountId(Bytes.text(in));
            // A million subscriptions are of few principals.
            String principal = Bytes.text(in).intern();
            int state = in.readByte();
            return new SubscriptionRecord(number, id, protocol, endpoint, owner, principal,
                    (state & CONFIRMED) != 0, (state & CONFIRMED_BY_OWNER) != 0, (state & AUTHENTICATES_UNSUBSCRIBE) != 0,
                    in.readLong(), Bytes.text(in), SubscriptionAttributes.restore(Bytes.map(in)));
        });
    }
}
