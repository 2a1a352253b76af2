package dev.forebay.wire;

/** One object on its way into a body, with a list among its members that is written first, as it comes: what goes before it is there. Used by one thread. */
interface PageFormat {

    void element(Object element);

    /** What goes after the list: the other members. */
    void end(Object rest);

    /** What has been written, until it is taken. */
    ByteOutput out();
}
