package dev.forebay.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * A connection whose request threads may write to the socket themselves, when nothing of the event loop's is waiting to be
 * written: the answer is out without waking the loop, and the loop is not where all writing happens.
 */
final class DirectSocketChannel extends NioSocketChannel {

    /** Accepts connections of this kind. */
    static final class Listener extends NioServerSocketChannel {

        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            SocketChannel socket = javaChannel().accept();
            if (socket == null) {
                return 0;
            }
            accepted.add(new DirectSocketChannel(this, socket));
            return 1;
        }
    }

    private DirectSocketChannel(Listener parent, SocketChannel socket) {
        super(parent, socket);
    }

    /** Whether the event loop has nothing left to write. Event loop only. */
    boolean isFlushed() {
        var pending = unsafe().outboundBuffer();
        return pending != null && pending.isEmpty();
    }

    /**
     * Writes what the socket takes now, from the buffer's reader index on. Any thread, but one at a time. The socket never
     * blocks, so an interrupt of the thread does not close it.
     */
    void writeNow(ByteBuf bytes) throws IOException {
        bytes.skipBytes(javaChannel().write(bytes.nioBuffer()));
    }
}
