package dev.forebay.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An HTTP server: event loops frame and write, a virtual thread owns each request. Each entrance is a port for HTTP/1.x and
 * HTTP/2, in cleartext or with TLS. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

    private static final long STOP_STEP_MILLIS = 10;
    private static final long LAST_WORDS_MILLIS = 1000;
    private static final int BACKLOG = 1024;
    private static final long CERTIFICATE_CHECK_SECONDS = 30;

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
    private final Listeners listeners = new Listeners();
    private final Optional<LiveTls> tls;

    private HttpServer(GatewayConfig config, HttpHandler handler, Supplier<String> requestIds, LongSupplier nanoTime)
            throws IOException {
        this.config = config;
        this.tls = config.tls().isPresent() ? Optional.of(tls(config.tls().get())) : Optional.empty();
        HttpLimits limits = config.limits();
        this.context = new ServerContext(limits, new RequestThreads(handler, requestIds, limits.requests()));
        this.loops = new MultiThreadIoEventLoopGroup(
                config.loops(), new DefaultThreadFactory("forebay-http", true), NioIoHandler.newFactory());
        int most = OpenFiles.connections(limits.connections());
        loops.forEach(executor -> connections.put(executor, new Connections((EventLoop) executor, context.threads(), nanoTime, open, most)));
    }

    /** Starts to listen, on the clock given: {@code System::nanoTime} but for tests. */
    static HttpServer start(GatewayConfig config, HttpHandler handler, Supplier<String> requestIds, LongSupplier nanoTime)
            throws IOException {
        HttpServer server = new HttpServer(config, handler, requestIds, nanoTime);
        try {
            for (Entrance entrance : config.entrances()) {
                server.listen(entrance);
            }
            server.watchCertificates();
            return server;
        } catch (IOException | RuntimeException e) {
            server.listeners.close();
            server.loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw e;
        }
    }

    private static LiveTls tls(TlsConfig config) throws IOException {
        try {
            return new LiveTls(config, InstantSource.system());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("TLS cannot be set up: " + (e instanceof NoSuchFileException ? "no file " : "") + e.getMessage(), e);
        }
    }

    private void listen(Entrance entrance) throws IOException {
        listeners.open(entrance, new ServerBootstrap()
                .group(loops)
                .channelFactory(DirectSocketChannel.Listener::new)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, READS)
                .childHandler(new ConnectionSetup(context, connections, entrance, entrance.tls() ? tls : Optional.empty())));
    }

    /** On a thread of its own each time, for reading a file may block. */
    private void watchCertificates() {
        tls.ifPresent(live -> loops.next().scheduleWithFixedDelay(() -> Thread.ofVirtual().name("certificates").start(live::check),
                CERTIFICATE_CHECK_SECONDS, CERTIFICATE_CHECK_SECONDS, TimeUnit.SECONDS));
    }

    /** The cleartext port; there must be one. */
    public int port() {
        return port(Entrance.CLEARTEXT).orElseThrow(() -> new IllegalStateException("there is no way in without TLS"));
    }

    /** The usual TLS port, if there is one. */
    public Optional<Integer> tlsPort() {
        return port(Entrance.TLS);
    }

    /** The port of an entrance, if there is one of this name. */
    public Optional<Integer> port(String entrance) {
        return listeners.port(entrance);
    }

    /** The certificate that new connections are shown. */
    Optional<LiveTls> tls() {
        return tls;
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
        listeners.close();
        onEach(Connection::drain);
        if (!awaitQuiet(config.limits().stopTimeout().toMillis())) {
            onEach(Connection::interrupt);
            awaitQuiet(LAST_WORDS_MILLIS);
        }
        onEach(Connection::close);
        awaitThreads();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void onEach(Consumer<Connection> action) {
        connections.values().forEach(of -> of.onEach(action));
    }

    private boolean awaitQuiet(long millis) {
        return awaitZero(open::get, millis);
    }

    /** The connections are closed and their threads were woken: most end at once, and those that do not find nobody to answer. */
    private void awaitThreads() {
        awaitZero(this::running, LAST_WORDS_MILLIS);
    }

    private static boolean awaitZero(IntSupplier count, long millis) {
        for (long waited = 0; count.getAsInt() > 0; waited += STOP_STEP_MILLIS) {
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
