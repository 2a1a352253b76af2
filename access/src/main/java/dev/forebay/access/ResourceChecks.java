package dev.forebay.access;

import dev.forebay.identity.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What AWS says of the resources in a policy of an identity. */
final class ResourceChecks {
    private static final Set<String> PARTITIONS = Set.of("aws", "aws-cn", "aws-us-gov", "*");
    private static final List<String> IAM_PATHS = List.of("user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/",
            "server-certificate/", "policy/", "sms-mfa/", "saml-provider/", "oidc-provider/", "report/", "access-report/");
    private static final int FULL = 5;

    private ResourceChecks() {}

    // AWS: its older parser allows no gaps, and looks no further than the first statement with another problem.
    static boolean haveGaps(List<Json.Members> statements) {
        return statements.stream().map(ResourceChecks::resources)
                .takeWhile(resources -> resources.stream().allMatch(resource -> format(resource).isEmpty()))
                .anyMatch(resources -> resources.stream().anyMatch(ResourceChecks::hasGap));
    }

    private static boolean hasGap(String resource) {
        String[] parts = resource.split(":", -1);
        return !resource.equals("*") && (parts.length <= FULL && resource.contains("::") || parts.length > 2 && parts[2].isEmpty());
    }

    // AWS: tells of the last problem, and reads each list against the alphabet.
    static Optional<String> check(List<Json.Members> statements) {
        return statements.stream()
                .flatMap(statement -> resources(statement).stream().sorted(Comparator.reverseOrder()))
                .flatMap(resource -> format(resource).stream())
                .reduce((earlier, later) -> later);
    }

    private static List<String> resources(Json.Members statement) {
        return PolicyText.texts(statement, "Resource").orElse(List.of());
    }

    private static Optional<String> format(String resource) {
        if (resource.equals("*")) {
            return Optional.empty();
        }
        int colon = resource.indexOf(':');
        if (colon < 0) {
            return Optional.of("Resource " + resource + " must be in ARN format or \"*\".");
        }
        String[] parts = resource.substring(colon + 1).split(":", FULL);
        if (!PARTITIONS.contains(parts[0])) {
            return Optional.of("Partition \"" + parts[0] + "\" is not valid for resource \"" + completed(parts) + "\".");
        }
        return parts.length < 2
                ? Optional.of("Resource vendor must be fully qualified and cannot contain regexes.")
                : ofService(resource, parts);
    }

    /** An ARN as AWS completes it for its message. */
    private static String completed(String[] parts) {
        StringBuilder arn = new StringBuilder("arn:").append(parts[0]);
        for (int i = 1; i < FULL; i++) {
            arn.append(':').append(i < parts.length ? parts[i] : "*");
        }
        return arn.toString();
    }

    private static Optional<String> ofService(String resource, String[] parts) {
        String service = parts[1];
        boolean region = parts.length > 2 && !parts[2].isEmpty() && !parts[2].equals("*");
        if (region && service.equals("iam")) {
            return Optional.of("IAM resource " + resource + " cannot contain region information.");
        } else if (region && service.equals("s3")) {
            return Optional.of("Resource " + resource + " can not contain region information.");
        }
        String path = parts.length == FULL ? parts[4] : "*";
        boolean fits = !service.equals("iam") || path.startsWith("*") || path.equals("root") || IAM_PATHS.stream().anyMatch(path::startsWith);
        return fits ? Optional.empty()
                : Optional.of("IAM resource path must either be \"*\" or start with " + String.join(", ", IAM_PATHS) + ".");
    }
}
