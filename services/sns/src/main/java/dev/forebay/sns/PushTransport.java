package dev.forebay.sns;

import dev.forebay.couriers.Outcome;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries notifications to mobile endpoints, by the push service that each endpoint's application is for. An endpoint
 * whose app is gone from its device is disabled, durably, before the outcome is told.
 */
final class PushTransport implements Transport, AutoCloseable {
    private final PlatformCatalog catalog;
    private final PushCouriers couriers;

    PushTransport(PushConfig config, PlatformCatalog catalog) {
        this.catalog = catalog;
        couriers = new PushCouriers(config, catalog.clock());
    }

    @Override
    public Outcome deliver(Notification notification, Target target) {
        Optional<PlatformEndpointId> id = PlatformEndpointId.parsed(target.endpoint());
        Optional<PlatformApplication> application = id.flatMap(known -> catalog.find(known.application()));
        Optional<PlatformEndpointRecord> endpoint =
                application.flatMap(known -> catalog.endpoints().find(known, id.orElseThrow().id()));
        if (endpoint.isEmpty()) {
            return new Outcome.Refused(0, "the endpoint does not exist");
        }
        if (!endpoint.get().enabled()) {
            return new Outcome.Refused(0, "the endpoint is disabled");
        }
        return deliver(notification, application.orElseThrow(), id.orElseThrow().id(), endpoint.get().token());
    }

    private Outcome deliver(Notification notification, PlatformApplication application, UUID endpoint, String token) {
        if (!application.isEnabled()) {
            return new Outcome.Refused(0, "the platform application is disabled");
        }
        Outcome outcome = attempt(notification, application, token);
        if (outcome instanceof Outcome.Gone) {
            catalog.endpoints().disable(application, endpoint, token);
        }
        return outcome;
    }

    private Outcome attempt(Notification notification, PlatformApplication application, String token) {
        String bundleId = application.record().attributes().getOrDefault(PlatformAttributes.BUNDLE, "");
        try {
            PushMessage message = PushMessage.of(notification, application.id().platform());
            return couriers.of(application).send(message, token, bundleId, catalog.clock().millis());
        } catch (PushUnsendable e) {
            return new Outcome.Refused(0, e.getMessage());
        }
    }

    @Override
    public void close() {
        couriers.close();
    }
}
