package dev.forebay.sqs;

import java.util.Optional;

/**
 * How SQS behaves where AWS leaves it open, or where one may want less of AWS's limits.
 *
 * @param queueUrlBase   scheme and authority of the queue URLs handed out, such as {@code https://queues.example.com};
 *                       without one, the address under which the caller came
 * @param fifoThrottles  whether FIFO queues take 300 calls a second at most (3,000 messages with batches), as on AWS
 * @param namesRest      whether a deleted queue's name stays taken for sixty seconds, as on AWS
 * @param cacheBytes     memory for the bodies of messages that were sent lately or are about to be received
 */
public record SqsConfig(Optional<String> queueUrlBase, boolean fifoThrottles, boolean namesRest, long cacheBytes) {

    /** AWS's behaviour without its throttles, and 64 MiB of cache. */
    public static SqsConfig defaults() {
        return new SqsConfig(Optional.empty(), false, true, 64L << 20);
    }
}
