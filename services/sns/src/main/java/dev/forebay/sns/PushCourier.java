package dev.forebay.sns;

import dev.forebay.couriers.AdmCourier;
import dev.forebay.couriers.ApnsCourier;
import dev.forebay.couriers.FcmCourier;
import dev.forebay.couriers.Outcome;

/** The courier of one platform application, with the credentials that it was made for. */
sealed interface PushCourier {

    PlatformCredentials credentials();

    /** Makes one attempt. {@code bundleId}: the app's at Apple, where it is known. {@code now}: in milliseconds. */
    Outcome send(PushMessage message, String deviceToken, String bundleId, long now) throws PushUnsendable;

    default void close() {}

    record Apns(PlatformCredentials credentials, ApnsCourier courier) implements PushCourier {
        @Override
        public Outcome send(PushMessage message, String deviceToken, String bundleId, long now) throws PushUnsendable {
            return courier.send(PushApnsPayload.of(message, deviceToken, bundleId, now));
        }

        @Override
        public void close() {
            courier.close();
        }
    }

    record Fcm(PlatformCredentials credentials, FcmCourier courier) implements PushCourier {
        @Override
        public Outcome send(PushMessage message, String deviceToken, String bundleId, long now) throws PushUnsendable {
            return courier.send(PushFcmPayload.of(message, deviceToken, now));
        }
    }

    record Adm(PlatformCredentials credentials, AdmCourier courier) implements PushCourier {
        @Override
        public Outcome send(PushMessage message, String deviceToken, String bundleId, long now) throws PushUnsendable {
            return courier.send(deviceToken, PushAdmPayload.of(message, now));
        }
    }
}
