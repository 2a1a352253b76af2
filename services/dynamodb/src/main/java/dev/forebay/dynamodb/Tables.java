package dev.forebay.dynamodb;

/**
 * The tables of DynamoDB in the store: the third byte of every key. 0x60 to 0x6f are this service's. All that belongs to
 * one account in one region lies in one partition.
 *
 * <pre>
 *   table      key after the table                          value
 *   CATALOG    account, region, name                        TableRecord
 *   ITEM       incarnation, key (KeyFormat)                 ItemFormat
 *   INDEX      incarnation of the index, key (KeyFormat)    ItemFormat: the attributes that the index shows
 *   COUNTERS   incarnation                                  Counters
 *   TOKEN      time bucket, account, region, token          what a transaction asked for (ClientTokens)
 * </pre>
 */
final class Tables {
    static final byte CATALOG = 0x60;
    static final byte ITEM = 0x61;
    static final byte INDEX = 0x62;
    static final byte COUNTERS = 0x63;
    static final byte TOKEN = 0x64;

    private Tables() {}
}
