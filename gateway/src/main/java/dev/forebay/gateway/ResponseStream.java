package dev.forebay.gateway;

import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;

/** A streamed response: at most one piece is on its way to the socket while the next one is filled. One thread. */
final class ResponseStream extends OutputStream {

    private static final byte[] NOTHING = new byte[0];

    /** Each piece hops to the event loop: an event of a megabyte, the largest there is, hops eight times. */
    private static final int PIECE = 128 * 1024;

    static final Duration FOR_EVER = Duration.ZERO;

    private final Exchange exchange;
    private final Peer peer;
    private final Duration patience;
    private byte[] piece = NOTHING;
    private int length;
    private ChannelFuture underWay;
    private boolean closed;

    /** @param patience how long a client may take nothing before it counts as one that left */
    ResponseStream(Exchange exchange, Peer peer, Duration patience) {
        this.exchange = exchange;
        this.peer = peer;
        this.patience = patience;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int written = 0; written < count; ) {
            if (length == PIECE) {
                flush();
            }
            int part = Math.min(count - written, PIECE - length);
            if (length + part > piece.length) {
                piece = Arrays.copyOf(piece, Math.min(PIECE, Math.max(length + part, 2 * piece.length)));
            }
            System.arraycopy(bytes, offset + written, piece, length, part);
            length += part;
            written += part;
        }
    }

    @Override
    public void flush() throws IOException {
        if (closed) {
            throw new IOException("the response has ended");
        }
        if (length == 0) {
            return;
        }
        waitForSocket();
        underWay = peer.data(exchange, length == piece.length ? piece : Arrays.copyOf(piece, length));
        piece = NOTHING; // an idle stream holds no memory, and most writes are events that fit exactly
        length = 0;
    }

    private void waitForSocket() throws IOException {
        if (underWay == null) {
            return;
        }
        try {
            if (patience.equals(FOR_EVER)) {
                underWay.await();
            } else if (!underWay.await(patience.toMillis())) {
                throw new ClientLeft();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while writing a response");
        }
        if (!underWay.isSuccess()) {
            throw new ClientLeft();
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            try {
                flush();
                waitForSocket();
                exchange.end();
            } finally {
                closed = true;
            }
        }
    }
}
