package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.KmsHarness;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.kms.KmsClient;

/** KMS behind a socket: AWS's own client, the gateway and the wire before it, at a time the test owns. */
final class KmsOverHttp implements KmsHarness {
    private final ManualServer server = new ManualServer();
    private final Map<Caller, KmsClient> clients = new ConcurrentHashMap<>();

    @Override
    public KmsClient client(Caller caller) {
        return clients.computeIfAbsent(caller, known -> server.connect(KmsClient.builder(), known));
    }

    @Override
    public void pass(Duration time) {
        server.pass(time);
    }

    @Override
    public void close() {
        clients.values().forEach(KmsClient::close);
        server.close();
    }
}
