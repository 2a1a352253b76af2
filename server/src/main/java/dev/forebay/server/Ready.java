package dev.forebay.server;

import dev.forebay.gateway.Entrance;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.ShownCertificate;
import dev.forebay.gateway.VpcEndpoint;
import dev.forebay.iam.RootKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What the server says when it can be used: where it is, where its data is, and what to type next. */
final class Ready {

    private Ready() {}

    static String message(ForebayConfig config, Doors doors, Optional<RootKey> newRoot) {
        String data = config.storage() instanceof StorageConfig.OnDisk disk
                ? disk.store().directory().toAbsolutePath().normalize().toString() : "in memory only: gone when this stops";
        return """
                Forebay is ready.

                  Endpoint   {endpoint}{tls}{endpoints}
                  Data       {data}
                  Accepts    {accepts}

                Try, in another terminal:

                  {credentials}
                  aws --endpoint-url {endpoint} sqs create-queue --queue-name orders{demo}

                Ctrl-C stops it.""".replace("{accepts}", accepts(config.auth(), newRoot)).replace("{credentials}", credentials(config.auth()))
                .replace("{demo}", config.auth().isEnforced() ? "" : "\n  bin/forebay demo")
                .replace("{tls}", tls(doors)).replace("{endpoints}", endpoints(config, doors))
                .replace("{endpoint}", doors.usual().toString()).replace("{data}", data);
    }

    private static String accepts(AuthConfig auth, Optional<RootKey> newRoot) {
        if (!auth.isEnforced()) {
            return "any credentials, such as AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test";
        }
        return "signed requests only" + newRoot.map(key -> "\n\n" + RootCredential.text(auth, key).stripTrailing()).orElse("");
    }

    private static String credentials(AuthConfig auth) {
        return auth.isEnforced() ? "export AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=… AWS_DEFAULT_REGION=us-east-1"
                : "export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1";
    }

    private static String tls(Doors doors) {
        String address = doors.tls().map(url -> line("With TLS", url.toString())).orElse("");
        return address + doors.certificate().map(Ready::certificate).orElse("");
    }

    private static String certificate(ShownCertificate shown) {
        return line("SHA-256", shown.fingerprint())
                + shown.file().map(Path::toAbsolutePath).map(Path::normalize)
                        .map(file -> line("Trust it", "AWS_CA_BUNDLE=" + file + ", or aws --ca-bundle " + file))
                        .orElseGet(() -> line("Trust it", "only by the fingerprint: it was made for this start"));
    }

    private static String endpoints(ForebayConfig config, Doors doors) {
        StringBuilder lines = new StringBuilder();
        doors.endpoints().forEach((name, url) -> lines.append(line("Endpoint", endpoint(config.http().orElseThrow(), name, url))));
        return lines.toString();
    }

    private static String endpoint(GatewayConfig http, String name, URI url) {
        return url + "  " + name + http.entrance(name).flatMap(Entrance::endpoint)
                .map(Ready::told).orElse("");
    }

    private static String told(VpcEndpoint endpoint) {
        return ": " + endpoint.id() + " in " + endpoint.vpc() + (endpoint.policy().isPresent() ? ", with a policy" : "");
    }

    private static String line(String name, String value) {
        return "\n  %-10s %s".formatted(name, value);
    }
}
