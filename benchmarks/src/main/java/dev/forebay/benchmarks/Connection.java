package dev.forebay.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One HTTP/1.1 connection of a load client: a request is written with one system call, its answer read with one, and
 * nothing is copied or decoded that a measurement does not need. The answer's body stays in the buffer until the next
 * call. For one thread.
 */
final class Connection implements AutoCloseable {
    private static final int OK = 200;

    /** Grows with the answers; ten thousand connections that wait must not fill a heap. */
    private static final int FIRST_BYTES = 1 << 13;
    private static final byte[] CONTENT_LENGTH = ascii("content-length:");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked");
    private static final byte[] CLOSE = ascii("connection: close");

    private final InetSocketAddress server;
    private SocketChannel channel;
    private ByteBuffer input = ByteBuffer.allocate(FIRST_BYTES);
    private byte[] bytes = input.array();
    private int head;
    private int length;
    private boolean chunked;
    private boolean closes;

    Connection(int port) throws IOException {
        server = new InetSocketAddress("127.0.0.1", port);
        open();
    }

    private void open() throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /**
     * Sends a request and waits for the whole answer.
     *
     * @throws IOException when the answer is none, or other than 200; the message holds it
     */
    Body call(ByteBuffer request) throws IOException {
        send(request);
        readHead();
        Body body = chunked ? readChunks() : readLength();
        if (closes) {
            channel.close();
            open();
        }
        if (status() != OK) {
            throw new IOException(status() + " " + body.text());
        }
        return body;
    }

    /** Sends a request and leaves its answer alone. */
    void send(ByteBuffer request) throws IOException {
        ByteBuffer output = request.duplicate();
        do {
            channel.write(output);
        } while (output.hasRemaining());
    }

    private void readHead() throws IOException {
        input.clear();
        int at = 0;
        length = 0;
        chunked = false;
        closes = false;
        for (int line = 0; ; ) {
            while (at < input.position() && bytes[at] != '\n') {
                at++;
            }
            if (at == input.position()) {
                fill();
                continue;
            }
            at++;
            if (at - line <= 2) {
                head = at;
                return;
            }
            header(line);
            line = at;
        }
    }

    private void header(int line) {
        switch (bytes[line] | 0x20) {
            case 'c' -> {
                if (startsWith(line, CONTENT_LENGTH)) {
                    length = number(line + CONTENT_LENGTH.length, 10);
                } else {
                    closes |= startsWith(line, CLOSE);
                }
            }
            case 't' -> chunked |= startsWith(line, CHUNKED);
            default -> { }
        }
    }

    private boolean startsWith(int line, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if ((bytes[line + i] | 0x20) != (name[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int radix) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int value = 0;
        for (int digit; (digit = Character.digit(bytes[at], radix)) >= 0; at++) {
            value = value * radix + digit;
        }
        return value;
    }

    private int status() {
        return number("HTTP/1.1 ".length(), 10);
    }

    private Body readLength() throws IOException {
        while (input.position() < head + length) {
            fill();
        }
        return new Body(bytes, head, head + length);
    }

    /** Rare: neither server under test does so for small answers. Moves the chunks together. */
    private Body readChunks() throws IOException {
        int end = head;
        for (int at = head; ; ) {
            int line = at;
            while (at + 2 > input.position() || bytes[at] != '\n') {
                if (at + 2 > input.position()) {
                    fill();
                } else {
                    at++;
                }
            }
            int size = number(line, 16);
            at++;
            while (input.position() < at + size + 2) {
                fill();
            }
            if (size == 0) {
                return new Body(bytes, head, end);
            }
            System.arraycopy(bytes, at, bytes, end, size);
            end += size;
            at += size + 2;
        }
    }

    private void fill() throws IOException {
        if (!input.hasRemaining()) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            input = ByteBuffer.wrap(bytes).position(input.position());
        }
        if (channel.read(input) < 0) {
            throw new EOFException("the server closed the connection");
        }
    }

    /** May be called by any thread: it ends a call that hangs. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
