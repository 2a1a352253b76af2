package dev.forebay.dynamodb;

/** Units that are provisioned, zero when paid by request. Kept and shown; nobody is throttled by it. */
record Throughput(long read, long write) {
    static final Throughput NONE = new Throughput(0, 0);
}
