package dev.forebay.cloudtrail;

/**
 * The tables of CloudTrail in the store: the third byte of every key. 0xa0 to 0xaf are this service's. All events of an account in a
 * region lie in one partition. Numbers of events are turned round, so that a scan meets the newest first.
 *
 * <pre>
 *   table    key after the table              value
 *   PLACE    number of the place              Place
 *   EVENT    number, MAX - event number       time by which events are in order (8), Event: management events, as long as
 *                                             LookupEvents tells of them
 *   DATA     number, MAX - event number       the same, data events: until they are in a file
 *   COURSE   number of the place              Course: how far files and digests have come
 *   FILE     number, number of the file       LogFile, until it is in a digest
 *   KEY      number of the key (partition 0)  SigningKey, RetiredKey
 * </pre>
 */
final class Tables {
    static final byte PLACE = (byte) 0xa0;
    static final byte EVENT = (byte) 0xa1;
    static final byte DATA = (byte) 0xa2;
    static final byte COURSE = (byte) 0xa3;
    static final byte FILE = (byte) 0xa4;
    static final byte KEY = (byte) 0xa5;

    private Tables() {}
}
