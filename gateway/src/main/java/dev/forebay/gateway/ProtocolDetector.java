package dev.forebay.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells HTTP/2 with prior knowledge from HTTP/1.x by the first bytes, where nothing was negotiated: on the cleartext port,
 * and in TLS without ALPN. Then makes room for the right handlers. The first four suffice: no method is called {@code PRI}.
 */
final class ProtocolDetector extends ByteToMessageDecoder implements Connection {

    private static final byte[] PREFACE = "PRI ".getBytes(StandardCharsets.US_ASCII);

    private final ConnectionSetup setup;
    private final Connections connections;
    private ChannelHandlerContext ctx;
    private long since;

    ProtocolDetector(ConnectionSetup setup, Connections connections) {
        this.setup = setup;
        this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        since = connections.now();
        connections.addSilent(this);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        connections.removeSilent(this);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int length = Math.min(PREFACE.length, in.readableBytes());
        for (int i = 0; i < length; i++) {
            if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
                setup.http1(context.pipeline());
                context.pipeline().remove(this);
                return;
            }
        }
        if (length == PREFACE.length) {
            setup.http2(context.pipeline());
            context.pipeline().remove(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        connections.removeSilent(this);
        super.channelInactive(context);
    }

    @Override
    public void tick(long now) {
        if (now - since > setup.limits().idleTimeout().toNanos()) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    @Override
    public void drain() {
        ctx.close();
    }

    @Override
    public void interrupt() {
        // no request has come yet
    }

    @Override
    public void close() {
        ctx.close();
    }
}
