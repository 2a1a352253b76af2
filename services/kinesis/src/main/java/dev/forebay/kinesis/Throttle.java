package dev.forebay.kinesis;

/** AWS's limits on the throughput of one shard, multiplied by a factor. Safe for any thread. */
sealed interface Throttle {

    /** Without limits. */
    Throttle NONE = new Unlimited();

    static Throttle of(double factor) {
        return factor == 0 ? NONE : new Limited(factor);
    }

    /** Whether the shard takes a record of so many bytes now. */
    boolean admitsWrite(int bytes, long now);

    /** Whether the shard may be read now. */
    boolean admitsRead(long now);

    /** Notes that so many bytes were read. */
    void read(long bytes, long now);

    /** Takes everything. */
    record Unlimited() implements Throttle {
        @Override
        public boolean admitsWrite(int bytes, long now) {
            return true;
        }

        @Override
        public boolean admitsRead(long now) {
            return true;
        }

        @Override
        public void read(long bytes, long now) {
            // nothing is counted
        }
    }

    /** AWS: 1 MiB and 1,000 records a second in; 2 MiB and five calls a second out. */
    final class Limited implements Throttle {
        private static final double IN_BYTES = 1 << 20;
        private static final double IN_RECORDS = 1_000;
        private static final double OUT_BYTES = 2 << 20;
        private static final double OUT_CALLS = 5;

        private final TokenBucket inBytes;
        private final TokenBucket inRecords;
        private final TokenBucket outBytes;
        private final TokenBucket outCalls;

        private Limited(double factor) {
            inBytes = bucket(IN_BYTES * factor);
            inRecords = bucket(IN_RECORDS * factor);
            outBytes = bucket(OUT_BYTES * factor);
            outCalls = bucket(OUT_CALLS * factor);
        }

        private static TokenBucket bucket(double perSecond) {
            return new TokenBucket(perSecond, perSecond);
        }

        @Override
        public synchronized boolean admitsWrite(int bytes, long now) {
            boolean bytesLeft = inBytes.hasAny(now);
            boolean admits = inRecords.hasAny(now) && bytesLeft;
            if (admits) {
                inBytes.take(bytes);
                inRecords.take(1);
            }
            return admits;
        }

        @Override
        public synchronized boolean admitsRead(long now) {
            boolean bytesLeft = outBytes.hasAny(now);
            boolean admits = outCalls.hasAny(now) && bytesLeft;
            if (admits) {
                outCalls.take(1);
            }
            return admits;
        }

        @Override
        public synchronized void read(long bytes, long now) {
            outBytes.take(bytes);
        }
    }
}
