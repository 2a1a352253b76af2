package dev.forebay.gateway;

import dev.forebay.identity.Caller;
import dev.forebay.wire.Wire;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** AWS's front door: an {@link HttpServer} whose requests take the {@link AwsPipeline}. Thread-safe. */
public final class Gateway implements AutoCloseable {

    private final HttpServer server;

    private Gateway(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to serve, in open mode.
     *
     * @param services from a service's wire name, such as {@code sqs}, to what binds its SDK client interface to a caller
     * @throws IOException when an address cannot be bound, or TLS cannot be set up
     */
    public static Gateway start(GatewayConfig config, Wire wire, Map<String, Function<Caller, ?>> services) throws IOException {
        return start(config, wire, services, PublicFiles.NONE);
    }

    /** The same, with files for anybody. */
    public static Gateway start(GatewayConfig config, Wire wire, Map<String, Function<Caller, ?>> services, PublicFiles files)
            throws IOException {
        return start(config, wire, new Served(services, Map.of()), Guard.OPEN, files);
    }

    /** The same, with operations that have doors, in either mode. */
    public static Gateway start(GatewayConfig config, Wire wire, Served served, Guard guard, PublicFiles files) throws IOException {
        RequestIds requestIds = RequestIds.random();
        HttpHandler pipeline = new AwsPipeline(wire, guard, served, new Origins(config.proxies()), files, requestIds);
        return new Gateway(HttpServer.start(config, pipeline, requestIds, System::nanoTime));
    }

    /** The cleartext port; there must be one. */
    public int port() {
        return server.port();
    }

    /** The TLS port, if there is one. */
    public Optional<Integer> tlsPort() {
        return server.tlsPort();
    }

    /** The port of an entrance, if there is one of this name. */
    public Optional<Integer> port(String entrance) {
        return server.port(entrance);
    }

    /** The certificate that clients are shown, if TLS is spoken. */
    public Optional<ShownCertificate> certificate() {
        return server.tls().map(live -> new ShownCertificate(live.identity().fingerprint(), live.file()));
    }

    /** Requests that have a thread, working or parked. */
    public int running() {
        return server.running();
    }

    /** Stops gracefully: see {@link HttpServer#close}. */
    @Override
    public void close() {
        server.close();
    }
}
