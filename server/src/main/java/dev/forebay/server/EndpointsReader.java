package dev.forebay.server;

import dev.forebay.access.EndpointPolicies;
import dev.forebay.gateway.Entrance;
import dev.forebay.gateway.VpcEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what the configuration file says of VPC endpoints into entrances. */
final class EndpointsReader {
    private static final int MAX_PORT = 65_535;

    /** AWS: more than an endpoint's policy may have. */
    private static final int MAX_POLICY_BYTES = 20_480;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final String host;

    /** {@code host}: where endpoints listen that do not say. */
    EndpointsReader(String host) {
        this.host = host;
    }

    List<Entrance> read(List<EndpointSettings> endpoints) {
        return endpoints.stream().map(this::entrance).toList();
    }

    private Entrance entrance(EndpointSettings of) {
        VpcEndpoint endpoint = new VpcEndpoint(id(of, EndpointKey.VPC, "vpc-"), id(of, EndpointKey.VPCE, "vpce-"), policy(of));
        return new Entrance(of.name(), of.text(EndpointKey.HOST).orElse(host), port(of), tls(of), Optional.of(endpoint));
    }

    private static int port(EndpointSettings of) {
        String text = of.text(EndpointKey.PORT).orElseThrow(() -> of.refused(EndpointKey.PORT, "must be given"));
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MAX_PORT) {
            throw of.refused(EndpointKey.PORT, "is not between 0 and " + MAX_PORT);
        }
        return Integer.parseInt(text);
    }

    private static boolean tls(EndpointSettings of) {
        return switch (of.text(EndpointKey.TLS).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw of.refused(EndpointKey.TLS, "is neither true nor false");
        };
    }

    private static String id(EndpointSettings of, EndpointKey key, String prefix) {
        String id = of.text(key).orElse(prefix + of.name());
        if (!ID.matcher(id).matches()) {
            throw of.refused(key, "is no id such as " + prefix + "0123456789abcdef0");
        }
        return id;
    }

    private static Optional<String> policy(EndpointSettings of) {
        return of.text(EndpointKey.POLICY).map(file -> policy(of, file));
    }

    private static String policy(EndpointSettings of, String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MAX_POLICY_BYTES) {
                throw of.refused(EndpointKey.POLICY, "is longer than " + MAX_POLICY_BYTES + " bytes");
            }
            String policy = Files.readString(path);
            EndpointPolicies.problem(policy).ifPresent(problem -> {
                throw of.refused(EndpointKey.POLICY, "is no policy of an endpoint: " + problem);
            });
            return policy;
        } catch (IOException | InvalidPathException e) {
            throw of.refused(EndpointKey.POLICY, "cannot be read: " + e.getMessage());
        }
    }
}
