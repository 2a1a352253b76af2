package dev.forebay.cloudwatch;

/**
 * The tables of CloudWatch in the store: the third byte of every key. 0x70 to 0x7f are this service's. All metrics of an
 * account in a region lie in one partition.
 *
 * <pre>
 *   table    key after the table          value
 *   METRIC   number of the metric         MetricName, with its account and region
 *   DATA     number, minute, part         Minute: what was put for that minute. There is one part, unless memory had
 *                                         forgotten the minute when more was put for it: then readers add parts up
 * </pre>
 */
final class Tables {
    static final byte METRIC = 0x70;
    static final byte DATA = 0x71;

    private Tables() {}
}
