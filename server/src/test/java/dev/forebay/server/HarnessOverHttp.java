package dev.forebay.server;

import dev.forebay.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * What the harnesses of contract suites through a socket are made of: a server of its own, whose time stands still until it is told to pass,
 * with the gateway and the wire before its services, and AWS's own clients, one for each caller and service.
 */
abstract class HarnessOverHttp {
    private final ManualServer server;
    private final Map<Whose, SdkAutoCloseable> clients = new ConcurrentHashMap<>();

    HarnessOverHttp() {
        this(new ManualServer());
    }

    HarnessOverHttp(ManualServer server) {
        this.server = server;
    }

    /** {@code type}: of what the builder makes. */
    final <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C client(Class<C> type, B builder, Caller caller) {
        return type.cast(clients.computeIfAbsent(new Whose(type, caller), _ -> server.connect(builder, caller)));
    }

    /** In process: what a suite needs of KMS beside the service under test. */
    public KmsClient kms(Caller caller) {
        return server.kms(caller);
    }

    public Instant now() {
        return server.now();
    }

    public void pass(Duration time) {
        server.pass(time);
    }

    public void close() {
        clients.values().forEach(SdkAutoCloseable::close);
        server.close();
    }

    private record Whose(Class<?> type, Caller caller) {}
}
