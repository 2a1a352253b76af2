package dev.forebay.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A whole answer's body on its way out, slice after slice: the next is handed to the socket when that has taken the one
 * before. What Netty copies out of the heap is thereby a slice and not the answer, and the loop serves others in between.
 * Event loop only.
 */
final class SlicedAnswer {

    /** Longer answers are sent in slices over HTTP/1.x, and count in the {@link AnswerBudget}. */
    static final int LARGE = 64 * 1024;

    /** A hundred slices for the largest answers, and no more direct memory per connection than two read windows. */
    static final int SLICE = 128 * 1024;

    /** Where slices go. */
    interface Out {

        /** Writes and flushes; the slice is a view of the body, not a copy. */
        ChannelFuture write(ByteBuf slice, boolean last);
    }

    private final byte[] body;
    private final Out out;
    private final Consumer<Future<?>> end;
    private int handed;
    private int seen = -1;
    private long seenAt;

    /**
     * @param end is told of the last slice's write, or of the first that failed: the body is held no longer
     */
    SlicedAnswer(byte[] body, Out out, Consumer<Future<?>> end) {
        this.body = body;
        this.out = out;
        this.end = end;
    }

    SlicedAnswer start() {
        writeNext();
        return this;
    }

    private void writeNext() {
        int length = Math.min(SLICE, body.length - handed);
        ByteBuf slice = Unpooled.wrappedBuffer(body, handed, length);
        handed += length;
        out.write(slice, handed == body.length).addListener(this::taken);
    }

    private void taken(Future<?> write) {
        if (write.isSuccess() && handed < body.length) {
            writeNext();
        } else {
            end.accept(write);
        }
    }

    /** Whether the client has taken nothing for so long, as far as the server's rounds can tell. */
    boolean isStuck(long now, long nanos) {
        if (handed != seen) {
            seen = handed;
            seenAt = now;
        }
        return now - seenAt > nanos;
    }
}
