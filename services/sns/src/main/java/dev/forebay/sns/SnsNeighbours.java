package dev.forebay.sns;

import dev.forebay.couriers.HttpCourierConfig;
import dev.forebay.couriers.HttpCourier;
import dev.forebay.identity.Caller;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Whom SNS speaks to.
 *
 * @param sqs        AWS's interface to queues
 * @param endpoint   where receivers reach this server
 * @param transports makes the transports but that to queues, given what writes envelopes
 * @param parts      what looks after phones and mobile apps
 */
record SnsNeighbours(
        Function<Caller, SqsClient> sqs,
        Supplier<String> endpoint,
        Function<Envelopes, Map<Protocol, Transport>> transports,
        SnsParts parts) {

    Map<Protocol, Transport> transports(Envelopes envelopes) {
        return transports.apply(envelopes);
    }

    static SnsNeighbours of(Function<Caller, SqsClient> sqs, Supplier<String> endpoint) {
        return new SnsNeighbours(sqs, endpoint, SnsNeighbours::web, new NoParts());
    }

    private static Map<Protocol, Transport> web(Envelopes envelopes) {
        Transport http = new HttpTransport(new HttpCourier(HttpCourierConfig.DEFAULTS), envelopes);
        return Map.of(Protocol.HTTP, http, Protocol.HTTPS, http);
    }

    private static final class NoParts implements SnsParts {
        @Override
        public void checkPhone(String number) {
            throw SnsErrors.invalidParameter("SMS endpoint");
        }

        @Override
        public void checkPhonePublish(Caller caller, String number) {
            throw SnsErrors.invalidParameter("PhoneNumber");
        }

        @Override
        public void checkMobileEndpoint(String arn) {
            throw SnsErrors.invalidParameter("Endpoint");
        }

        @Override
        public void requireEnabled(String arn) {
            throw SnsErrors.invalidParameter("TargetArn Reason: No endpoint found for the target arn specified");
        }
    }
}
