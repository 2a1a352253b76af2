package dev.forebay.gateway;

import dev.forebay.identity.Tls;
import dev.forebay.wire.WireResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * An HTTP/1.x connection as the request's thread sees it. Most answers are small, whole and on cleartext: the thread
 * writes those to the socket itself, and leaves a note for the event loop that is read when the loop next wakes. All
 * others hop to the loop.
 */
final class Http1Peer implements Peer {

    private static final Runnable WAKE = () -> {};

    private final ServerContext server;
    private final Http1Connection connection;
    private final ChannelHandlerContext ctx;
    private final Entrance entrance;

    Http1Peer(ServerContext server, Http1Connection connection, ChannelHandlerContext ctx, Entrance entrance) {
        this.server = server;
        this.connection = connection;
        this.ctx = ctx;
        this.entrance = entrance;
    }

    /**
     * Decides, before a request's thread starts, whether it may write by itself: when the loop will write nothing on this
     * connection until the answer. Event loop.
     */
    void prepare(Exchange exchange) {
        if (!entrance.tls()
                && !exchange.head().expectsContinue()
                && connection.mayKeep(exchange)
                && ctx.channel() instanceof DirectSocketChannel socket && socket.isFlushed()) {
            exchange.allowDirect();
        }
    }

    @Override
    public Entrance entrance() {
        return entrance;
    }

    @Override
    public InetAddress remoteAddress() {
        return Authority.ip(ctx.channel().remoteAddress());
    }

    @Override
    public Tls tls() {
        return TlsIdentity.of(ctx.channel());
    }

    @Override
    public String localAuthority() {
        return Authority.of(ctx.channel().localAddress());
    }

    @Override
    public void wantBody(Exchange exchange) {
        Hop.onto(ctx.executor(), () -> {
            if (connection.isArriving(exchange)) {
                if (exchange.head().expectsContinue() && !exchange.isAnswered() && exchange.received().isFirstAsked()) {
                    ctx.writeAndFlush(Unpooled.wrappedBuffer(Http1Format.CONTINUE), ctx.voidPromise());
                }
                ctx.channel().config().setAutoRead(true);
            }
        });
    }

    @Override
    public void send(Exchange exchange, WireResponse response) {
        // Larger answers are never written by the thread: the JDK keeps a copy buffer of the largest size it ever wrote.
        if (response.body().length > SlicedAnswer.LARGE) {
            if (!Hop.onto(ctx.executor(), () -> sendLarge(exchange, response))) {
                exchange.answerLeft();
            }
        } else if (exchange.isDirect() && !server.isStopping()) {
            sendDirectly(exchange, response);
        } else {
            onLoop(exchange, () -> {
                boolean keep = connection.keeps(exchange, true);
                ByteBuf out = ctx.alloc().directBuffer(Http1Format.guess(response));
                answered(Http1Format.whole(out, exchange.head(), response, keep));
            });
        }
    }

    private void sendLarge(Exchange exchange, WireResponse response) {
        if (!connection.isRunning(exchange)) {
            exchange.answerLeft();
            return;
        }
        ByteBuf head = Http1Format.wholeHead(ctx.alloc(), exchange.head(), response, connection.keeps(exchange, true));
        if (exchange.head().isHead()) {
            connection.answered(ctx.writeAndFlush(head));
            return;
        }
        ctx.write(head, ctx.voidPromise());
        connection.sending(new SlicedAnswer(response.body(), (slice, last) -> ctx.writeAndFlush(slice), write -> sentLarge(exchange, write)));
    }

    private void sentLarge(Exchange exchange, Future<?> lastWrite) {
        exchange.answerLeft();
        if (!lastWrite.isSuccess()) {
            ctx.close();
        } else if (connection.isRunning(exchange)) {
            connection.answered(lastWrite);
        }
    }

    private void sendDirectly(Exchange exchange, WireResponse response) {
        ByteBuf bytes = Http1Format.whole(Unpooled.buffer(Http1Format.guess(response)), exchange.head(), response, true);
        try {
            ((DirectSocketChannel) ctx.channel()).writeNow(bytes);
        } catch (IOException clientLeft) {
            abort(exchange);
            return;
        }
        if (bytes.isReadable()) {
            onLoop(exchange, () -> answered(bytes));
        } else {
            leaveNote(exchange);
        }
    }

    /** Writes a small answer. What the client does not take at once needs room; where there is none it is not kept. Event loop. */
    private void answered(ByteBuf bytes) {
        int length = bytes.readableBytes();
        ChannelFuture write = ctx.writeAndFlush(bytes);
        if (!write.isDone()) {
            if (!server.untaken().take(length)) {
                ctx.close();
                return;
            }
            write.addListener(written -> server.untaken().giveBack(length));
        }
        connection.answered(write);
    }

    /**
     * Tells the loop of an answer without waking it: nothing follows from it until the client sends more, and that wakes the
     * loop. Unless a pipelined request waits: the note is left first and the backlog looked at second, the loop does it the
     * other way round, so one of the two sees the other.
     */
    private void leaveNote(Exchange exchange) {
        try {
            ((AbstractEventExecutor) ctx.executor()).lazyExecute(() -> {
                if (connection.isRunning(exchange)) {
                    connection.answered(ctx.newSucceededFuture());
                }
            });
        } catch (RejectedExecutionException stopped) {
            return; // and the connection with the loop
        }
        if (connection.hasBacklog()) {
            Hop.onto(ctx.executor(), WAKE);
        }
    }

    @Override
    public void begin(Exchange exchange, int status, String contentType, List<String> headers) {
        WireResponse head = new WireResponse(status, contentType, headers, new byte[0]);
        onLoop(exchange, () -> {
            boolean keep = connection.keeps(exchange, exchange.head().chunks());
            ctx.writeAndFlush(Http1Format.streamHead(ctx.alloc(), exchange.head(), head, keep), ctx.voidPromise());
        });
    }

    @Override
    public ChannelFuture data(Exchange exchange, byte[] bytes) {
        ChannelPromise done = ctx.newPromise();
        boolean hopped = Hop.onto(ctx.executor(), () -> {
            if (!connection.isRunning(exchange)) {
                done.setFailure(new ClientLeft());
            } else if (exchange.head().isHead()) {
                done.setSuccess();
            } else {
                ctx.writeAndFlush(Http1Format.piece(ctx.alloc(), exchange.head(), bytes), done);
            }
        });
        return hopped ? done : done.setFailure(new ClientLeft());
    }

    @Override
    public void end(Exchange exchange) {
        onLoop(exchange, () -> {
            ByteBuf last = exchange.head().isHead() ? Unpooled.EMPTY_BUFFER : Http1Format.lastPiece(ctx.alloc(), exchange.head());
            connection.answered(ctx.writeAndFlush(last));
        });
    }

    @Override
    public void abort(Exchange exchange) {
        onLoop(exchange, ctx::close);
    }

    private void onLoop(Exchange exchange, Runnable action) {
        Hop.onto(ctx.executor(), () -> {
            if (connection.isRunning(exchange)) {
                action.run();
            }
        });
    }
}
