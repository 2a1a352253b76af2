package dev.forebay.gateway;

import dev.forebay.wire.WireResponse;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import java.util.Map;
import java.util.Optional;

/** Gives an accepted connection its handlers: by its first bytes on a cleartext port, by ALPN on a TLS port. */
final class ConnectionSetup extends ChannelInitializer<SocketChannel> {

    private static final WireResponse FULL = RequestThreads.text(503, "Too many connections. Try again later.");

    private final ServerContext server;
    private final Map<Object, Connections> byLoop;
    private final Entrance entrance;
    private final Optional<LiveTls> tls;

    ConnectionSetup(ServerContext server, Map<Object, Connections> byLoop, Entrance entrance, Optional<LiveTls> tls) {
        this.server = server;
        this.byLoop = byLoop;
        this.entrance = entrance;
        this.tls = tls;
    }

    HttpLimits limits() {
        return server.limits();
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        Connections connections = connections(channel);
        if (!connections.admit()) {
            if (entrance.tls()) {
                channel.close();
                return;
            }
            channel.writeAndFlush(Http1Format.whole(channel.alloc().buffer(), Http1Heads.NONE, FULL, false)).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        channel.closeFuture().addListener(closed -> connections.gone());
        if (tls.isPresent()) {
            SslHandler handler = tls.get().context().newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(limits().headTimeout().toMillis());
            channel.pipeline().addLast(handler, new ByAlpn());
        } else {
            channel.pipeline().addLast(new ProtocolDetector(this, connections));
        }
    }

    private Connections connections(Channel channel) {
        return byLoop.get(channel.eventLoop());
    }

    void http1(ChannelPipeline pipeline) {
        Http1Decoder decoder = new Http1Decoder(limits());
        pipeline.addLast(decoder, new Http1Connection(server, connections(pipeline.channel()), decoder, entrance));
    }

    void http2(ChannelPipeline pipeline) {
        Http2Connection.addTo(pipeline, server, connections(pipeline.channel()), entrance);
    }

    /** AWS: the SDK's asynchronous client speaks HTTP/2 in TLS without negotiating it, unless it is told to. */
    private final class ByAlpn extends ApplicationProtocolNegotiationHandler {

        private static final String NOTHING = "";

        ByAlpn() {
            super(NOTHING);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
            switch (protocol) {
                case ApplicationProtocolNames.HTTP_2 -> http2(ctx.pipeline());
                case NOTHING -> ctx.pipeline().addLast(new ProtocolDetector(ConnectionSetup.this, connections(ctx.channel())));
                default -> http1(ctx.pipeline());
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close(); // the client's fault, and scanners do it all day
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
