package dev.forebay.kinesis;

/**
 * The tables of Kinesis in the store: the third byte of every key. 0x40 to 0x5f are this service's. All rows of a stream are in one
 * partition; docs/decisions/0011 says why.
 *
 * <pre>
 *   table      key after the table              value
 *   STREAM     account, region, name            StreamRecord
 *   SHARD      stream incarnation, number       ShardRecord
 *   RECORDS    shard incarnation, last index    RecordBlock: written once, never changed; removed by ranges only; lies apart
 *   TIP        shard incarnation                Tip: where the shard ends and begins
 *   TIME       shard incarnation, time          the index of the first record at or after that time, every few seconds
 *   CONSUMER   stream incarnation, name         ConsumerRecord
 *   ACCOUNT    account, region                  AccountSettings
 * </pre>
 */
final class Tables {
    static final byte STREAM = 0x40;
    static final byte SHARD = 0x41;
    static final byte RECORDS = 0x42;
    static final byte TIP = 0x43;
    static final byte TIME = 0x44;
    static final byte CONSUMER = 0x45;
    static final byte ACCOUNT = 0x46;

    private Tables() {}
}
