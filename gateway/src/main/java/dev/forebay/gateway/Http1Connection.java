package dev.forebay.gateway;

import dev.forebay.wire.WireResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 connection: one request runs, those pipelined behind it wait, one of them may still be arriving. All state
 * belongs to the event loop; the request's thread enters through {@link Http1Peer}.
 *
 * <p>The connection keeps reading while a request runs, for that is how it learns that the client left. It stops only when
 * the arriving body's window or the queue of waiting requests is full; and no request is begun while the client leaves the
 * answers to those before it untaken, so that what is held for it stays small.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Http1Connection.class);

    /** Times the pipelining limit: what one full read of the smallest real requests can hold. */
    private static final int OVERSHOOT = 4;

    private enum Phase {
        OPEN,
        /** No further request is taken; the last response is on its way. */
        CLOSING,
        /** Everything is said, but the client may still be sending: closing now would reset what it has not read yet. */
        LINGERING
    }

    private final ServerContext server;
    private final Connections connections;
    private final Http1Decoder decoder;
    private final Entrance entrance;
    private final BodyPatience patience;
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>(1);
    private Optional<WireResponse> refusal = Optional.empty();
    private Optional<SlicedAnswer> sending = Optional.empty();
    private ChannelHandlerContext ctx;
    private Http1Peer peer;
    private Exchange running;
    private Exchange arriving;
    private Phase phase = Phase.OPEN;
    private boolean keepAlive = true;
    private boolean headBegun;
    private volatile boolean backlog;
    private long quietSince;

    Http1Connection(ServerContext server, Connections connections, Http1Decoder decoder, Entrance entrance) {
        this.server = server;
        this.connections = connections;
        this.decoder = decoder;
        this.entrance = entrance;
        this.patience = new BodyPatience(server.limits());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        peer = new Http1Peer(server, this, context, entrance);
        quietSince = connections.now();
        connections.add(this);
    }

    // What the client sends

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (phase != Phase.OPEN || refusal.isPresent()) {
                return; // nothing that comes now will be answered
            }
            if (message instanceof HttpRequest request) {
                onHead(request);
            }
            if (message instanceof HttpContent content && arriving != null) {
                onContent(content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void onHead(HttpRequest request) {
        headBegun = false;
        patience.reset();
        try {
            arriving = server.exchange(Http1Heads.read(request, server.limits()), peer);
            waiting.add(arriving);
            backlog = true;
            boundPipeline();
        } catch (HttpFailure malformed) {
            refuse(RequestThreads.text(malformed.status(), malformed.getMessage()));
        }
    }

    /** One read may bring more requests than may wait: those are taken too, unless they are absurdly many. */
    private void boundPipeline() throws HttpFailure {
        if (waiting.size() > server.limits().pipelined()) {
            ctx.channel().config().setAutoRead(false);
            if (waiting.size() > OVERSHOOT * server.limits().pipelined()) {
                waiting.removeLast();
                arriving = null;
                throw new HttpFailure(400, "Too many pipelined requests.");
            }
        }
    }

    private void onContent(HttpContent content) {
        Exchange exchange = arriving;
        ByteBuf bytes = content.content();
        if (bytes.isReadable()) {
            patience.received(bytes.readableBytes());
            if (!exchange.received().offer(bytes)) {
                ctx.channel().config().setAutoRead(false);
            }
        }
        if (content.decoderResult().isFailure()) {
            exchange.received().fail(new HttpFailure(400, "Malformed chunk."));
            stopArriving();
        } else if (content instanceof LastHttpContent) {
            exchange.received().complete();
            arriving = null;
        } else {
            return;
        }
        startNext();
    }

    private void stopArriving() {
        arriving = null;
        keepAlive = false;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        startNext(); // a request whose body is still under way: its thread reads along
        if (running == null && decoder.isReceiving() && !headBegun) {
            headBegun = true;
            quietSince = connections.now();
        }
    }

    private void startNext() {
        if (running != null || phase != Phase.OPEN || !ctx.channel().isWritable()) {
            return;
        }
        Exchange next = waiting.poll();
        backlog = !waiting.isEmpty();
        if (next != null) {
            running = next;
            peer.prepare(next);
            connections.start(next);
        } else if (refusal.isPresent()) {
            finish(ctx.writeAndFlush(Http1Format.whole(ctx.alloc().buffer(), Http1Heads.NONE, refusal.get(), false)));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        startNext();
    }

    /** Answers what came before, then this, then closes. */
    private void refuse(WireResponse answer) {
        refusal = Optional.of(answer);
        // Else a client that takes no answer could go on sending, as fast as it likes, what is thrown away.
        ctx.channel().config().setAutoRead(false);
        startNext();
    }

    // What the peer tells, on the event loop

    /** Whether this is the request to be answered now; false when the connection is gone. */
    boolean isRunning(Exchange exchange) {
        return exchange == running;
    }

    /** Whether its body is still under way. */
    boolean isArriving(Exchange exchange) {
        return exchange == arriving;
    }

    /** Whether the connection can carry another request after this one's answer; once it cannot, it never can. */
    boolean keeps(Exchange exchange, boolean framed) {
        keepAlive = framed && mayKeep(exchange);
        return keepAlive;
    }

    /** Whether, as things are, the connection could carry another request after this one. */
    boolean mayKeep(Exchange exchange) {
        return keepAlive && exchange.head().keepAlive() && exchange != arriving && !server.isStopping();
    }

    /** Whether requests wait behind the running one. Any thread. */
    boolean hasBacklog() {
        return backlog;
    }

    /** The running request's answer is large, and goes out from here on. */
    void sending(SlicedAnswer answer) {
        sending = Optional.of(answer);
        answer.start();
    }

    /** The running request's answer is on its way: go on with the next, or end. */
    void answered(Future<?> lastWrite) {
        sending = Optional.empty();
        if (!keepAlive) {
            finish(lastWrite);
            return;
        }
        running = null;
        headBegun = decoder.isReceiving();
        quietSince = connections.now();
        startNext();
        if (refusal.isEmpty() && phase == Phase.OPEN && (arriving == null || arriving.received().isWaitingForClient())) {
            ctx.channel().config().setAutoRead(waiting.size() <= server.limits().pipelined());
        }
    }

    // How it ends

    /** Closes after the last response, without cutting off a client that is still sending. */
    private void finish(Future<?> lastWrite) {
        boolean clientIsSending = arriving != null || refusal.isPresent() || decoder.isReceiving();
        running = null;
        arriving = null;
        waiting.clear();
        phase = Phase.CLOSING;
        quietSince = connections.now();
        lastWrite.addListener(done -> {
            if (clientIsSending && done.isSuccess()) {
                linger();
            } else {
                ctx.close();
            }
        });
    }

    private void linger() {
        phase = Phase.LINGERING;
        quietSince = connections.now();
        ctx.channel().config().setAutoRead(true);
        if (!entrance.tls() && ctx.channel() instanceof DuplexChannel socket) {
            socket.shutdownOutput();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            onClientFinished();
        }
    }

    /**
     * The client sends no more. It may only have closed its side and still read, or be gone: the two look the same. What
     * waits for something is woken, so that nothing is handed to the dead; what has an answer still gives it.
     */
    private void onClientFinished() {
        keepAlive = false;
        waiting.clear();
        if (running != null) {
            running.clientLeft();
        } else if (phase == Phase.OPEN) {
            finish(ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)); // after what is still on its way out
        } else if (phase == Phase.LINGERING) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connections.remove(this);
        Exchange left = running;
        running = null;
        arriving = null;
        waiting.clear();
        if (left != null) {
            left.clientLeft();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Http1Decoder.FoldedLine) {
            refuse(RequestThreads.text(400, "Folded header lines are not taken."));
            return;
        }
        LOG.debug("connection {} failed", ctx.channel(), cause);
        ctx.close();
    }

    // The server's round and stop

    @Override
    public void tick(long now) {
        HttpLimits limits = server.limits();
        if (arriving != null && patience.endsAt(now, arriving.received().isWaitingForClient())) {
            arriving.received().fail(new HttpFailure(408, "The body came too slowly."));
            stopArriving();
            startNext();
        } else if (sending.isPresent()) {
            closeIf(sending.get().isStuck(now, limits.idleTimeout().toNanos()));
        } else if (phase != Phase.OPEN) {
            long longest = phase == Phase.LINGERING ? ServerContext.LINGER_NANOS : limits.idleTimeout().toNanos();
            closeIf(now - quietSince > longest);
        } else if (running == null && (arriving == null || !ctx.channel().isWritable())) {
            tickIdle(now, limits);
        }
    }

    private void tickIdle(long now, HttpLimits limits) {
        long quiet = now - quietSince;
        if (decoder.isReceiving() && ctx.channel().isWritable()) {
            if (quiet > limits.headTimeout().toNanos()) {
                refuse(RequestThreads.text(408, "The request's head came too slowly."));
            }
        } else {
            closeIf(quiet > limits.idleTimeout().toNanos());
        }
    }

    private void closeIf(boolean condition) {
        if (condition) {
            ctx.close();
        }
    }

    @Override
    public void drain() {
        keepAlive = false;
        closeIf(running == null && phase == Phase.OPEN);
    }

    @Override
    public void interrupt() {
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void close() {
        ctx.close();
    }
}
