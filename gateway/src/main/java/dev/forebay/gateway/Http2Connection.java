package dev.forebay.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP/2 connection: knows its streams, each of which is a channel of its own. Event loop only. */
final class Http2Connection extends ChannelInboundHandlerAdapter implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);

    /** Sixteen streams' windows: one stream that nobody reads must not stop the others. */
    private static final int CONNECTION_WINDOW = 16 * RequestBody.WINDOW;

    private final ServerContext server;
    private final Connections connections;
    private final Http2FrameCodec codec;
    private final Entrance entrance;
    private final Set<Http2Stream> streams = new HashSet<>();
    private ChannelHandlerContext ctx;
    private boolean draining;
    private long quietSince;

    private Http2Connection(ServerContext server, Connections connections, Http2FrameCodec codec, Entrance entrance) {
        this.server = server;
        this.connections = connections;
        this.codec = codec;
        this.entrance = entrance;
    }

    /** Adds the handlers of HTTP/2 to a connection that begins with the client's preface. */
    static void addTo(ChannelPipeline pipeline, ServerContext server, Connections connections, Entrance entrance) {
        HttpLimits limits = server.limits();
        Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(limits.streams())
                        .maxHeaderListSize(limits.headBytes()))
                .gracefulShutdownTimeoutMillis(0) // the server's stop waits by itself
                .build();
        Http2Connection connection = new Http2Connection(server, connections, codec, entrance);
        Http2MultiplexHandler multiplexer = new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Http2Stream(server, connection));
            }
        });
        pipeline.addLast(codec, multiplexer, connection);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Http2Exception {
        ctx = context;
        quietSince = connections.now();
        connections.add(this);
        codec.connection().local().flowController().incrementWindowSize(
                codec.connection().connectionStream(), CONNECTION_WINDOW - RequestBody.WINDOW + 1);
    }

    Entrance entrance() {
        return entrance;
    }

    void start(Exchange exchange) {
        connections.start(exchange);
    }

    void opened(Http2Stream stream) {
        streams.add(stream);
    }

    void closed(Http2Stream stream) {
        streams.remove(stream);
        quietSince = connections.now();
        if (draining && streams.isEmpty()) {
            ctx.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        ReferenceCountUtil.release(frame); // settings, pings and the like: the codec has answered them
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        connections.remove(this);
        super.channelInactive(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close(); // in HTTP/2 a client that sends no more cannot even acknowledge: it is gone
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection {} failed", ctx.channel(), cause);
        ctx.close();
    }

    @Override
    public void tick(long now) {
        new ArrayList<>(streams).forEach(stream -> stream.tick(now));
        if (streams.isEmpty() && now - quietSince > server.limits().idleTimeout().toNanos()) {
            ctx.close();
        }
    }

    @Override
    public void drain() {
        draining = true;
        if (streams.isEmpty()) {
            ctx.close();
        } else {
            ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR, Unpooled.EMPTY_BUFFER));
        }
    }

    @Override
    public void interrupt() {
        new ArrayList<>(streams).forEach(Http2Stream::interrupt);
    }

    @Override
    public void close() {
        ctx.close();
    }
}
