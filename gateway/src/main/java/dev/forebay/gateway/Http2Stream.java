package dev.forebay.gateway;

import dev.forebay.identity.Tls;
import dev.forebay.wire.WireResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP/2 stream: one request and its answer. State belongs to the event loop; the request's thread enters through
 * {@link Peer}, which hops. A stream that goes away, by reset or with its connection, wakes its request.
 */
final class Http2Stream extends ChannelInboundHandlerAdapter implements Peer {

    private static final AsciiString DATE = AsciiString.cached("date");
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");

    private final ServerContext server;
    private final Http2Connection connection;
    private final BodyPatience patience;
    private ChannelHandlerContext ctx;
    private Exchange exchange;
    private boolean started;
    private Optional<SlicedAnswer> sending = Optional.empty();
    private int untaken;
    private boolean givenUp;
    private boolean gone;

    Http2Stream(ServerContext server, Http2Connection connection) {
        this.server = server;
        this.connection = connection;
        this.patience = new BodyPatience(server.limits());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        connection.opened(this);
    }

    // What the client sends

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            switch (frame) {
                case Http2HeadersFrame head when exchange == null -> onHead(head);
                case Http2HeadersFrame trailers -> onBytes(Unpooled.EMPTY_BUFFER, trailers.isEndStream());
                case Http2DataFrame data -> onBytes(data.content(), data.isEndStream());
                case Http2ResetFrame reset -> leave();
                default -> { }
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void onHead(Http2HeadersFrame frame) {
        try {
            exchange = server.exchange(Http2Heads.read(frame.headers(), frame.isEndStream(), server.limits()), this);
            onBytes(Unpooled.EMPTY_BUFFER, frame.isEndStream());
        } catch (HttpFailure malformed) {
            started = true;
            write(RequestThreads.text(malformed.status(), malformed.getMessage()), false);
        }
    }

    private void onBytes(ByteBuf bytes, boolean last) {
        if (exchange == null) {
            return; // of a request that was refused
        }
        if (bytes.isReadable()) {
            patience.received(bytes.readableBytes());
            if (!exchange.received().offer(bytes)) {
                ctx.channel().config().setAutoRead(false);
            }
        }
        if (last) {
            exchange.received().complete();
            start();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (exchange != null) {
            start();
        }
    }

    private void start() {
        if (!started) {
            started = true;
            connection.start(exchange);
        }
    }

    // What the request's thread sends

    @Override
    public Entrance entrance() {
        return connection.entrance();
    }

    @Override
    public InetAddress remoteAddress() {
        return Authority.ip(ctx.channel().parent().remoteAddress());
    }

    @Override
    public Tls tls() {
        return TlsIdentity.of(ctx.channel().parent());
    }

    @Override
    public String localAuthority() {
        return Authority.of(ctx.channel().parent().localAddress());
    }

    @Override
    public void wantBody(Exchange of) {
        Hop.onto(ctx.executor(), () -> {
            if (!gone && of.head().expectsContinue() && !of.isAnswered() && of.received().isFirstAsked()) {
                ctx.writeAndFlush(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("100")), ctx.voidPromise());
            }
            ctx.channel().config().setAutoRead(true);
        });
    }

    @Override
    public void send(Exchange of, WireResponse response) {
        if (!Hop.onto(ctx.executor(), () -> write(response, of.head().isHead()))) {
            of.answerLeft();
        }
    }

    private void write(WireResponse response, boolean headOnly) {
        if (gone) {
            answerLeft();
            return;
        }
        Http2Headers head = head(response.status(), response.contentType(), response.headers());
        boolean mayHaveBody = response.status() != 204 && response.status() != 304;
        if (mayHaveBody) {
            head.set(CONTENT_LENGTH, Integer.toString(response.body().length));
        }
        boolean empty = headOnly || !mayHaveBody || response.body().length == 0;
        ctx.write(new DefaultHttp2HeadersFrame(head, empty), ctx.voidPromise());
        if (empty) {
            ctx.flush();
            answerLeft();
            finish();
        } else {
            sending = Optional.of(new SlicedAnswer(response.body(), this::write, this::sent));
            sending.get().start();
            if (sending.isPresent() && response.body().length <= SlicedAnswer.LARGE) {
                keep(response.body().length);
            }
        }
    }

    /** A small answer that the client does not take at once needs room as a large one does: many of them are as much. */
    private void keep(int bytes) {
        if (server.untaken().take(bytes)) {
            untaken = bytes;
        } else {
            ctx.executor().execute(this::giveUpUnlessSent);
        }
    }

    /** What only waited for the end of a read is out by now. */
    private void giveUpUnlessSent() {
        if (sending.isPresent() && !gone) {
            giveUp();
        }
    }

    private ChannelFuture write(ByteBuf slice, boolean last) {
        return ctx.writeAndFlush(new DefaultHttp2DataFrame(slice, last));
    }

    private void sent(Future<?> lastWrite) {
        sending = Optional.empty();
        server.untaken().giveBack(untaken);
        untaken = 0;
        answerLeft();
        if (lastWrite.isSuccess() && !gone) {
            finish();
        }
    }

    private void answerLeft() {
        if (exchange != null) {
            exchange.answerLeft();
        }
    }

    private static Http2Headers head(int status, String contentType, List<String> headers) {
        // Names and values were looked through by the exchange; names must be lower case here.
        Http2Headers head = new DefaultHttp2Headers(false, 8).status(Integer.toString(status)).set(DATE, DateLine.value());
        if (!contentType.isEmpty()) {
            head.set(CONTENT_TYPE, contentType);
        }
        for (int i = 0; i < headers.size(); i += 2) {
            head.add(headers.get(i).toLowerCase(Locale.ROOT), headers.get(i + 1));
        }
        return head;
    }

    /** After the answer nothing more of the request is wanted: the client may stop sending it (RFC 9113, 8.1). */
    private void finish() {
        if (exchange == null || !exchange.received().isComplete()) {
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR), ctx.voidPromise());
        }
    }

    @Override
    public void begin(Exchange of, int status, String contentType, List<String> headers) {
        Hop.onto(ctx.executor(), () -> {
            if (!gone) {
                ctx.writeAndFlush(new DefaultHttp2HeadersFrame(head(status, contentType, headers)), ctx.voidPromise());
            }
        });
    }

    @Override
    public ChannelFuture data(Exchange of, byte[] bytes) {
        ChannelPromise done = ctx.newPromise();
        boolean hopped = Hop.onto(ctx.executor(), () -> {
            if (gone) {
                done.setFailure(new ClientLeft());
            } else if (of.head().isHead()) {
                done.setSuccess();
            } else {
                ctx.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes)), done);
            }
        });
        return hopped ? done : done.setFailure(new ClientLeft());
    }

    @Override
    public void end(Exchange of) {
        Hop.onto(ctx.executor(), () -> {
            if (!gone) {
                ctx.writeAndFlush(new DefaultHttp2DataFrame(true), ctx.voidPromise());
                finish();
            }
        });
    }

    @Override
    public void abort(Exchange of) {
        Hop.onto(ctx.executor(), () -> {
            if (!gone) {
                ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR), ctx.voidPromise());
            }
        });
    }

    // How it ends

    private void leave() {
        if (!gone) {
            gone = true;
            connection.closed(this);
            if (exchange != null) {
                exchange.clientLeft();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Http2Exception broken) {
            // Told as the client's fault, of which Netty counts so many in a while ("MadeYouReset", CVE-2025-8671).
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(broken.error()), ctx.voidPromise());
        } else {
            ctx.close();
        }
    }

    void tick(long now) {
        if (exchange != null && patience.endsAt(now, exchange.received().isWaitingForClient())) {
            exchange.received().fail(new HttpFailure(408, "The body came too slowly."));
        }
        if (sending.isPresent() && sending.get().isStuck(now, server.limits().idleTimeout().toNanos())) {
            giveUp();
        }
    }

    /** The client does not take the answer. If it takes nothing at all, it will not take a reset either. */
    private void giveUp() {
        if (givenUp || !ctx.channel().parent().isWritable()) {
            ctx.channel().parent().close();
        } else {
            givenUp = true;
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL), ctx.voidPromise());
        }
    }

    void interrupt() {
        if (exchange != null) {
            exchange.cancel();
        }
    }
}
