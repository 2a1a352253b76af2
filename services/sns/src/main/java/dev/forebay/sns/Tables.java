package dev.forebay.sns;

/**
 * The tables of SNS in the store: the third byte of every key. 0x20 to 0x3f are this service's.
 *
 * <pre>
 *   table          key after the table                      value
 *   TOPIC          account, region, name                    TopicRecord
 *   SUBSCRIPTION   topic incarnation, number                SubscriptionRow
 *   NOTIFICATION   topic incarnation, sequence              Topic.row: published and not yet with everybody
 *   LOG            topic incarnation, sequence              NotificationFormat, FIFO topics: kept until all have it and the archive lets go
 *   CURSOR         topic incarnation, subscription number   Cursor: how far a subscription of a FIFO topic has come
 *   COUNTER        topic incarnation                        the next sequence of a FIFO topic
 *   DEDUP          topic incarnation, time bucket, id       what a FIFO topic remembers of a message for five minutes
 *   PENDING        lane incarnation, due time, number       a delivery that is owed, and when it is tried
 *   APPLICATION    account, region, platform, name          PlatformApplicationRecord
 *   ENDPOINT       application incarnation, kind, id/token  PlatformEndpointRecord, or the id of a token's endpoint
 *   SMS            account, region, kind, key               SMS attributes, phone numbers that opted out, sandbox numbers
 *   SIGNING_KEY    empty                                    SigningKeyRow: what signs notifications
 *                  number                                  RetiredCertificate
 *   DATA_KEY       number                                   a data key, encrypted; see dev.forebay.envelope
 *   SECRET         topic incarnation                        a FIFO topic's secret, encrypted; see ContentNames
 *   ENDED          topic incarnation, number                SubscriptionRow of what ended and may come back (Farewells)
 * </pre>
 */
final class Tables {
    static final byte TOPIC = 0x20;
    static final byte SUBSCRIPTION = 0x21;
    static final byte NOTIFICATION = 0x22;
    static final byte LOG = 0x23;
    static final byte CURSOR = 0x24;
    static final byte COUNTER = 0x25;
    static final byte DEDUP = 0x26;
    static final byte PENDING = 0x27;
    static final byte APPLICATION = 0x28;
    static final byte ENDPOINT = 0x29;
    static final byte SMS = 0x2a;
    static final byte SIGNING_KEY = 0x2b;
    static final byte ENDED = 0x2c;
    static final byte DATA_KEY = 0x2d;
    static final byte SECRET = 0x2e;

    private Tables() {}
}
