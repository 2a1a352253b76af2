package dev.forebay.sns;

import java.net.URI;

/** What can be subscribed: checks endpoints by AWS's rules for their protocol. */
final class Endpoints {
    private static final int MAX_LENGTH = 2_048;

    private final PlatformCatalog platforms;

    Endpoints(PlatformCatalog platforms) {
        this.platforms = platforms;
    }

    /** An endpoint from outside. */
    String checked(Topic topic, Protocol protocol, String endpoint) {
        if (endpoint == null || endpoint.isEmpty() || endpoint.length() > MAX_LENGTH) {
            throw SnsErrors.invalidParameter("Endpoint");
        }
        if (topic.isFifo() && protocol != Protocol.SQS) {
            // AWS: says it twice.
            throw SnsErrors.invalidParameter("Invalid parameter: Endpoint Reason: Please use FIFO SQS queue");
        }
        switch (protocol) {
            case SQS -> checkQueue(topic, endpoint);
            case HTTP, HTTPS -> checkUrl(protocol, endpoint);
            case EMAIL, EMAIL_JSON -> EmailAddress.subscribed(endpoint);
            case SMS -> PhoneNumber.subscribed(endpoint);
            case APPLICATION -> checkMobileEndpoint(endpoint);
            case LAMBDA, FIREHOSE -> throw SnsErrors.invalidParameter(
                    "Protocol Reason: Forebay does not serve " + protocol.aws + " yet, so nothing could be delivered there");
        }
        return endpoint;
    }

    private static void checkQueue(Topic topic, String arn) {
        if (!SqsSender.isQueue(arn)) {
            throw SnsErrors.invalidParameter("SQS endpoint ARN");
        }
        if (arn.endsWith(".fifo") && !topic.isFifo()) {
            throw SnsErrors.invalidParameter(
                    "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
        }
    }

    private static void checkUrl(Protocol protocol, String url) {
        if (!url.regionMatches(true, 0, protocol.aws + "://", 0, protocol.aws.length() + 3)) {
            throw SnsErrors.invalidParameter("Endpoint must match the specified protocol");
        }
        try {
            if (URI.create(url).getHost() == null) {
                throw SnsErrors.invalidParameter("Endpoint");
            }
        } catch (IllegalArgumentException malformed) {
            throw SnsErrors.invalidParameter("Endpoint");
        }
    }

    private void checkMobileEndpoint(String arn) {
        boolean exists = PlatformEndpointId.parsed(arn)
                .flatMap(id -> platforms.find(id.application()).flatMap(application -> platforms.endpoints().find(application, id.id())))
                .isPresent();
        if (!exists) {
            throw SnsErrors.invalidParameter("Endpoint Reason: Endpoint does not exist for endpoint arn " + arn);
        }
    }
}
