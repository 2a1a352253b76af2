package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.runtime.Bytes;
import dev.forebay.vault.Vault;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A subscription as it is stored: in the SUBSCRIPTION table under the topic's incarnation and its number, and in the ENDED table
 * when it has ended and may come back.
 *
 * <pre>
 *   | version 1 | UUID | protocol | endpoint | owner | principal | state | created at | token | attributes |
 *   |     1     |  16  |   text   |   text   | text  |   text    |   1   |     8      | text  |    map     |
 *
 *   state: 1 confirmed, 2 the confirmation was authenticated, 4 only its owner may unsubscribe
 * </pre>
 *
 * Where {@linkplain SubscriptionRecord#hasSecrets something is secret}, endpoint and token are empty there and the vault seals them,
 * bound to the subscription's ARN and number and to everything before them:
 *
 * <pre>
 *   | version 2 | as version 1, endpoint and token empty | length | endpoint and token, sealed by the vault |
 *   |     1     |                                        |   4    |                                        |
 *
 *   sealed: | version 1 | endpoint | token |
 *           |     1     |   text   | text  |
 * </pre>
 *
 * Earlier builds had them in the clear, in version 1; see {@link SealedRows}.
 */
final class SubscriptionRow {
    private static final byte SECRETS = 1;
    private static final int CONFIRMED = 1;
    private static final int CONFIRMED_BY_OWNER = 2;
    private static final int AUTHENTICATES_UNSUBSCRIBE = 4;

    private SubscriptionRow() {}

    static byte[] write(String topicArn, SubscriptionRecord record, Vault vault) {
        if (!record.hasSecrets()) {
            return head(SealedRows.IN_THE_CLEAR, record);
        }
        byte[] head = head(SealedRows.SEALED, record.withSecrets("", ""));
        byte[] secrets = Bytes.write(SECRETS, out -> {
            Bytes.text(out, record.endpoint());
            Bytes.text(out, record.token());
        });
        return SealedRows.write(head, secrets, place(topicArn, record), vault);
    }

    private static byte[] head(byte version, SubscriptionRecord record) {
        return Bytes.write(version, out -> {
            Bytes.uuid(out, record.id());
            Bytes.text(out, record.protocol().aws);
            Bytes.text(out, record.endpoint());
            Bytes.text(out, record.owner().value());
            Bytes.text(out, record.principal());
            state(out, record);
            out.writeLong(record.createdAt());
            Bytes.text(out, record.token());
            Bytes.map(out, record.attributes().stored());
        });
    }

    private static void state(DataOutputStream out, SubscriptionRecord record) throws IOException {
        out.writeByte((record.confirmed() ? CONFIRMED : 0) | (record.confirmedByOwner() ? CONFIRMED_BY_OWNER : 0)
                | (record.authenticatesUnsubscribe() ? AUTHENTICATES_UNSUBSCRIBE : 0));
    }

    /**
     * Reads one.
     *
     * @throws dev.forebay.vault.SealBroken when it was sealed under another master key or for another place, or is damaged
     */
    static SubscriptionRecord read(String topicArn, long number, byte[] row, Vault vault) {
        String what = "a subscription of " + topicArn;
        return SealedRows.isInTheClear(row)
                ? Bytes.read(row, SealedRows.IN_THE_CLEAR, what, in -> SealedRows.toItsEnd(what, in, head(number, in)))
                : Bytes.read(row, SealedRows.SEALED, what, in -> {
                    SubscriptionRecord head = head(number, in);
                    byte[] secrets = SealedRows.open(what, row, in, place(topicArn, head), vault);
                    return SealedRows.toItsEnd(what, in, Bytes.read(secrets, SECRETS, what, open -> head.withSecrets(Bytes.text(open), Bytes.text(open))));
                });
    }

    private static SubscriptionRecord head(long number, DataInputStream in) throws IOException {
        var id = Bytes.uuid(in);
        Protocol protocol = Protocol.named(Bytes.text(in)).orElseThrow();
        String endpoint = Bytes.text(in);
        AccountId owner = new AccountId(Bytes.text(in));
        String principal = Bytes.text(in);
        int state = in.readByte();
        return new SubscriptionRecord(number, id, protocol, endpoint, owner, principal,
                (state & CONFIRMED) != 0, (state & CONFIRMED_BY_OWNER) != 0, (state & AUTHENTICATES_UNSUBSCRIBE) != 0,
                in.readLong(), Bytes.text(in), SubscriptionAttributes.restore(Bytes.map(in)));
    }

    private static String place(String topicArn, SubscriptionRecord record) {
        return "sns/" + topicArn + ":" + record.id() + "/" + record.number() + "/";
    }
}
