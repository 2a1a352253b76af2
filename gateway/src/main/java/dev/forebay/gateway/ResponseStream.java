package dev.forebay.gateway;

import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A streamed response: at most one piece is on its way to the socket while the next one is filled. One thread. */
final class ResponseStream extends OutputStream {

    private static final int PIECE = 16 * 1024;

    private final Exchange exchange;
    private final Peer peer;
    private byte[] piece = new byte[1024];
    private int length;
    private ChannelFuture underWay;
    private boolean closed;

    ResponseStream(Exchange exchange, Peer peer) {
        this.exchange = exchange;
        this.peer = peer;
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
                piece = Arrays.copyOf(piece, PIECE);
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
        underWay = peer.data(exchange, Arrays.copyOf(piece, length));
        length = 0;
    }

    private void waitForSocket() throws IOException {
        if (underWay == null) {
            return;
        }
        try {
            underWay.await();
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
