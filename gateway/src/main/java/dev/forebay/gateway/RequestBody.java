package dev.forebay.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;

/**
 * A request's body between the event loop that receives it and the virtual thread that reads it. Holds at most a window
 * of bytes plus one read: when it is full the connection stops reading, until the reader has caught up. A reader that knows
 * how much it wants gives an array for it, and is woken when that is full. Guarded by its monitor; holds arrays, never Netty's buffers, so that nothing can leak from a thread that gave up.
 */
final class RequestBody extends InputStream {

    /** As much as a socket buffer holds: enough to keep a transfer going while the reader is scheduled. */
    static final int WINDOW = 64 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final ArrayDeque<byte[]> later = new ArrayDeque<>(0);
    private byte[] current = NOTHING;
    private int position;
    private int queued;
    private byte[] target = NOTHING;
    private int filled;
    private boolean complete;
    private boolean paused;
    private boolean asked;
    private IOException failure;
    private Runnable wanted = () -> {};

    /** What to run, on the reader's thread, when bytes are wanted that have not come. */
    void onWanted(Runnable action) {
        wanted = action;
    }

    /** Takes the bytes; false when the window is full and reading should pause. Event loop. */
    synchronized boolean offer(ByteBuf bytes) {
        int wanted = Math.min(bytes.readableBytes(), target.length - filled);
        if (wanted > 0) {
            bytes.readBytes(target, filled, wanted);
            filled += wanted;
            if (filled == target.length) {
                notifyAll();
            }
        }
        return !bytes.isReadable() || queue(ByteBufUtil.getBytes(bytes));
    }

    private boolean queue(byte[] bytes) {
        if (current.length == position && later.isEmpty()) {
            current = bytes;
            position = 0;
        } else {
            later.add(bytes);
        }
        queued += bytes.length;
        paused = queued >= WINDOW;
        notifyAll();
        return !paused;
    }

    /** Whether this is the first time that it is asked, and nothing has come: only then is a client told to continue. */
    synchronized boolean isFirstAsked() {
        boolean first = !asked && !complete && queued == 0;
        asked = true;
        return first;
    }

    /** No more bytes will come. Event loop. */
    synchronized void complete() {
        complete = true;
        notifyAll();
    }

    /** The body cannot be had. The first failure counts. */
    synchronized void fail(IOException cause) {
        if (!complete && failure == null) {
            failure = cause;
            notifyAll();
        }
    }

    /** Whether every byte has come from the client, read or not. */
    synchronized boolean isComplete() {
        return complete;
    }

    /** Whether every byte has come and been read. */
    synchronized boolean isExhausted() {
        return complete && queued == 0;
    }

    /** Whether the client is the one to act. */
    synchronized boolean isWaitingForClient() {
        return !complete && !paused && failure == null;
    }

    /** The whole body when it has come as one piece, which is then the caller's; empty array otherwise. */
    synchronized byte[] takeIfOnePiece() {
        if (!complete || position != 0 || !later.isEmpty()) {
            return NOTHING;
        }
        byte[] whole = current;
        current = NOTHING;
        queued = 0;
        return whole;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasNext()) {
            return -1;
        }
        boolean resume;
        int taken;
        synchronized (this) {
            taken = Math.min(length, current.length - position);
            System.arraycopy(current, position, target, offset, taken);
            position += taken;
            queued -= taken;
            resume = paused && queued <= WINDOW / 2;
            paused = paused && !resume;
        }
        if (resume) {
            wanted.run();
        }
        return taken;
    }

    /** Fills the array with what has come and what will, as it comes; returns how many bytes there were before the end. */
    int fill(byte[] array) throws IOException {
        synchronized (this) {
            target = array;
            while (filled < array.length && advance()) {
                int taken = Math.min(array.length - filled, current.length - position);
                System.arraycopy(current, position, array, filled, taken);
                position += taken;
                queued -= taken;
                filled += taken;
            }
            paused = false;
        }
        wanted.run();
        return awaitFilled();
    }

    private synchronized int awaitFilled() throws IOException {
        try {
            while (filled < target.length && !complete) {
                if (failure != null) {
                    throw failure;
                }
                await();
            }
            return filled;
        } finally {
            target = NOTHING;
            filled = 0;
        }
    }

    /** Waits for a byte; false at the end. */
    private boolean hasNext() throws IOException {
        if (mustAsk()) {
            wanted.run();
        }
        synchronized (this) {
            while (!advance()) {
                if (failure != null) {
                    throw failure;
                }
                if (complete) {
                    return false;
                }
                await();
            }
            return true;
        }
    }

    private synchronized boolean mustAsk() {
        return !advance() && !complete;
    }

    private boolean advance() {
        while (position == current.length && !later.isEmpty()) {
            current = later.poll();
            position = 0;
        }
        return position < current.length;
    }

    private void await() throws InterruptedIOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading a body");
        }
    }
}
