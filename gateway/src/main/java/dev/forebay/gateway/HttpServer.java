package dev.forebay.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An HTTP server: event loops frame and write, a virtual thread owns each request. One cleartext port for HTTP/1.x and
 * HTTP/2, and optionally a TLS port. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

    private static final long STOP_STEP_MILLIS = 10;
    private static final long LAST_WORDS_MILLIS = 1000;
    private static final int BACKLOG = 1024;

    // A read of 2 KiB holds a small AWS request; nothing is held between reads.
    private static final AdaptiveRecvByteBufAllocator READS = new AdaptiveRecvByteBufAllocator(512, 2048, RequestBody.WINDOW);

    static {
        // Netty samples buffers for leaks, at 2 % of the CPU. Buffers never leave the event loop here, and the tests sample.
        if (System.getProperty("io.netty.leakDetection.level") == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }

    private final GatewayConfig config;
    private final ServerContext context;
    private final IoEventLoopGroup loops;
    private final Map<Object, Connections> connections = new LinkedHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final List<Channel> listeners = new ArrayList<>();

    private HttpServer(GatewayConfig config, HttpHandler handler, Supplier<String> requestIds, LongSupplier nanoTime) {
        this.config = config;
        HttpLimits limits = config.limits();
        this.context = new ServerContext(limits, new RequestThreads(handler, requestIds, limits.requests()));
        this.loops = new MultiThreadIoEventLoopGroup(
                config.loops(), new DefaultThreadFactory("forebay-http", true), NioIoHandler.newFactory());
        loops.forEach(executor ->
                connections.put(executor, new Connections((EventLoop) executor, context.threads(), nanoTime, open, limits.connections())));
    }

    /** Starts to listen, on the clock given: {@code System::nanoTime} but for tests. */
    static HttpServer start(GatewayConfig config, HttpHandler handler, Supplier<String> requestIds, LongSupplier nanoTime)
            throws IOException {
        HttpServer server = new HttpServer(config, handler, requestIds, nanoTime);
        try {
            server.listen(config.port(), Optional.empty());
            if (config.tls().isPresent()) {
                server.listen(config.tls().get().port(), Optional.of(tlsContext(config.tls().get())));
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw e;
        }
    }

    private static SslContext tlsContext(TlsConfig tls) throws IOException {
        try {
            return Certificates.context(tls);
        } catch (Exception e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private void listen(int port, Optional<SslContext> tls) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channelFactory(DirectSocketChannel.Listener::new)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, READS)
                .childHandler(new ConnectionSetup(context, connections, tls));
        var bound = bootstrap.bind(config.host(), port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + config.host() + ":" + port + ": " + bound.cause().getMessage(), bound.cause());
        }
        listeners.add(bound.channel());
    }

    /** The cleartext port. */
    public int port() {
        return portOf(listeners.getFirst());
    }

    /** The TLS port, if there is one. */
    public Optional<Integer> tlsPort() {
        return listeners.size() < 2 ? Optional.empty() : Optional.of(portOf(listeners.get(1)));
    }

    private static int portOf(Channel listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Requests that have a thread, working or parked. */
    public int running() {
        return context.threads().running();
    }

    /** Makes the rounds that are otherwise made once a second: for tests that own the clock. */
    void round() {
        connections.values().forEach(Connections::roundNow);
    }

    /**
     * Stops: accepts no more; lets running requests finish for the configured time; then wakes those that are parked and
     * gives them a second to answer; then closes what is left.
     */
    @Override
    public void close() {
        if (!context.stop()) {
            return;
        }
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        onEach(Connection::drain);
        if (!awaitQuiet(config.limits().stopTimeout().toMillis())) {
            onEach(Connection::interrupt);
            awaitQuiet(LAST_WORDS_MILLIS);
        }
        onEach(Connection::close);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void onEach(Consumer<Connection> action) {
        connections.values().forEach(of -> of.onEach(action));
    }

    private boolean awaitQuiet(long millis) {
        for (long waited = 0; open.get() > 0; waited += STOP_STEP_MILLIS) {
            if (waited >= millis) {
                return false;
            }
            try {
                Thread.sleep(STOP_STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
