package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.kinesis.KinesisConfig;
import dev.forebay.testkit.KinesisHarness;
import dev.forebay.testkit.KinesisSubscription;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.utils.AttributeMap;

/** Kinesis behind a socket, in a server of its own, whose time stands still until it is told to pass. */
final class KinesisOverHttp implements KinesisHarness {
    private static final AttributeMap TRUSTING =
            AttributeMap.builder().put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true).build();
    /** One for all, as each takes two seconds to close. AWS's client of Kinesis speaks HTTP/2, without TLS by prior knowledge. */
    private static final SdkAsyncHttpClient HTTP2 = NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP2).buildWithDefaults(TRUSTING);

    private final ManualServer server;
    private final URI endpoint;
    private final Map<Caller, KinesisClient> clients = new ConcurrentHashMap<>();
    private final Map<Caller, KinesisAsyncClient> subscribers = new ConcurrentHashMap<>();

    private KinesisOverHttp(ManualServer server, boolean tls) {
        this.server = server;
        endpoint = tls ? server.tlsEndpoint() : server.endpoint();
    }

    static KinesisOverHttp plain(KinesisConfig config) {
        return new KinesisOverHttp(new ManualServer(config), false);
    }

    static KinesisOverHttp tls(KinesisConfig config) {
        return new KinesisOverHttp(new ManualServer(config), true);
    }

    /** Behind a gateway that verifies signatures. */
    static KinesisOverHttp enforced() {
        return new KinesisOverHttp(ManualServer.enforced(), false);
    }

    @Override
    public KinesisClient client(Caller caller) {
        return clients.computeIfAbsent(caller, known -> ManualServer.connect(
                KinesisClient.builder().httpClient(http11()), known, endpoint));
    }

    private SdkHttpClient http11() {
        return endpoint.getScheme().equals("https") ? UrlConnectionHttpClient.builder().buildWithDefaults(TRUSTING) : UrlConnectionHttpClient.create();
    }

    @Override
    public KmsClient kms(Caller caller) {
        return server.kms(caller);
    }

    @Override
    public KinesisSubscription subscribe(Caller caller, SubscribeToShardRequest request) {
        KinesisAsyncClient client = subscribers.computeIfAbsent(caller, known -> ManualServer.connect(
                KinesisAsyncClient.builder().httpClient(HTTP2), known, endpoint));
        return new KinesisEvents(client, request, server::runTimers);
    }

    @Override
    public void pass(Duration time) {
        server.pass(time);
    }

    @Override
    public void close() {
        clients.values().forEach(KinesisClient::close);
        subscribers.values().forEach(KinesisAsyncClient::close);
        server.close();
    }
}
