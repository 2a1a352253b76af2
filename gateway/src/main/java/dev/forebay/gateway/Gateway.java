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
        return start(config, wire, services, Map.of(), files);
    }

    /**
     * The same, with operations that answer with events.
     *
     * @param doors by service and operation: {@code kinesis.SubscribeToShard}
     */
    public static Gateway start(
            GatewayConfig config, Wire wire, Map<String, Function<Caller, ?>> services, Map<String, EventDoor> doors, PublicFiles files)
            throws IOException {
        return start(config, wire, services, doors, files, Audit.none());
    }

    /** The same, with somebody who hears of every call. */
    public static Gateway start(
            GatewayConfig config, Wire wire, Map<String, Function<Caller, ?>> services, Map<String, EventDoor> doors, PublicFiles files,
            Audit audit) throws IOException {
        RequestIds requestIds = RequestIds.random();
        Served served = new Served(services, doors);
        HttpHandler pipeline = new AwsPipeline(wire, Authenticator.open(), Authorizer.open(), served, files, requestIds, audit);
        return new Gateway(HttpServer.start(config, pipeline, requestIds, System::nanoTime));
    }

    /** The cleartext port. */
    public int port() {
        return server.port();
    }

    /** The TLS port, if there is one. */
    public Optional<Integer> tlsPort() {
        return server.tlsPort();
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
