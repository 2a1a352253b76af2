package dev.forebay.benchmarks;

/** How a request to Kinesis is written and its answer searched. Members of a request are appended in order; lists hold maps. */
sealed interface Encoding permits Cbor, Json {

    /** Its name in that of a mode. */
    String text();

    /** For the Content-Type header. */
    String contentType();

    void beginMap(Request request);

    void endMap(Request request);

    void beginList(Request request, String name);

    void endList(Request request);

    void text(Request request, String name, String value);

    void number(Request request, String name, long value);

    void data(Request request, String name, byte[] value);

    /** A text member's value, in ASCII and without escapes. */
    String text(Body answer, String name);

    /** A member's value that is a number below ten. */
    int digit(Body answer, String name);

    /** How many members of this name with so many bytes of data there are; what lies in the data is passed over. */
    int count(Body answer, String name, int bytes);
}
