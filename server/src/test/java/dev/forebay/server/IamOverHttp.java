package dev.forebay.server;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.IamHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A server of its own, whose time stands still until it is told to pass: AWS's own clients, the gateway and the wire before IAM and STS. */
final class IamOverHttp implements IamHarness {
    private final ManualServer server = new ManualServer();
    private final Map<Caller, IamClient> iam = new ConcurrentHashMap<>();
    private final Map<Caller, StsClient> sts = new ConcurrentHashMap<>();

    @Override
    public IamClient iam(Caller caller) {
        return iam.computeIfAbsent(caller, known -> server.connect(IamClient.builder(), known));
    }

    @Override
    public StsClient sts(Caller caller) {
        return sts.computeIfAbsent(caller, known -> server.connect(StsClient.builder(), known));
    }

    @Override
    public Instant now() {
        return server.now();
    }

    @Override
    public void pass(Duration time) {
        server.pass(time);
    }

    @Override
    public void close() {
        iam.values().forEach(IamClient::close);
        sts.values().forEach(StsClient::close);
        server.close();
    }
}
