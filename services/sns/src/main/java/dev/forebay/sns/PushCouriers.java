package dev.forebay.sns;

import dev.forebay.couriers.AdmCourier;
import dev.forebay.couriers.ApnsCourier;
import dev.forebay.couriers.FcmCourier;
import dev.forebay.couriers.PushHttp;
import dev.forebay.runtime.Clock;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The courier of each platform application, made when it is first needed and again when its credentials change. They
 * share connections, except for those that show a certificate. Safe for any thread.
 */
final class PushCouriers implements AutoCloseable {
    private final PushConfig config;
    private final Clock clock;
    private final PushHttp http;
    private final Map<PlatformApplication, PushCourier> couriers = new ConcurrentHashMap<>();

    PushCouriers(PushConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        http = new PushHttp(config.timeout(), config.trusted());
    }

    PushCourier of(PlatformApplication application) {
        PlatformCredentials credentials = application.credentials();
        PushCourier known = couriers.get(application);
        if (known != null && known.credentials() == credentials) {
            return known;
        }
        dropThoseOfDeletedApplications();
        return couriers.compute(application, (same, old) -> {
            if (old != null && old.credentials() == credentials) {
                return old;
            }
            if (old != null) {
                old.close();
            }
            return made(application, credentials);
        });
    }

    private PushCourier made(PlatformApplication application, PlatformCredentials credentials) {
        URI apns = application.id().platform().isSandbox() ? config.apnsSandbox() : config.apns();
        return switch (credentials) {
            case PlatformCredentials.Token token ->
                    new PushCourier.Apns(credentials, ApnsCourier.withKey(http, apns, token.key(), clock::millis));
            case PlatformCredentials.Certificate shown ->
                    new PushCourier.Apns(credentials, ApnsCourier.withCertificate(http, apns, shown.certificate()));
            case PlatformCredentials.Account account -> new PushCourier.Fcm(
                    credentials, new FcmCourier(http, config.fcm(), config.fcmTokens(), account.account(), clock::millis));
            case PlatformCredentials.Client client -> new PushCourier.Adm(
                    credentials, new AdmCourier(http, config.adm(), config.admTokens(), client.client(), clock::millis));
        };
    }

    private void dropThoseOfDeletedApplications() {
        couriers.forEach((application, courier) -> {
            if (application.isDeleted() && couriers.remove(application, courier)) {
                courier.close();
            }
        });
    }

    @Override
    public void close() {
        couriers.values().forEach(PushCourier::close);
        http.close();
    }
}
