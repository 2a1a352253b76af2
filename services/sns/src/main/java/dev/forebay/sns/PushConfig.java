package dev.forebay.sns;

import dev.forebay.couriers.AdmCourier;
import dev.forebay.couriers.ApnsCourier;
import dev.forebay.couriers.FcmCourier;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * Where the push services are. The defaults are the real ones; a test names doubles.
 *
 * @param apns        APNs for the platforms APNS, APNS_VOIP and MACOS
 * @param apnsSandbox APNs for the platforms that end in _SANDBOX
 * @param fcm         Firebase Cloud Messaging
 * @param fcmTokens   where access tokens for it are given
 * @param adm         Amazon Device Messaging
 * @param admTokens   where access tokens for it are given
 * @param timeout     how long an attempt may take
 * @param trusted     the certificate authorities to trust instead of the JDK's; empty for the JDK's
 */
public record PushConfig(
        URI apns,
        URI apnsSandbox,
        URI fcm,
        URI fcmTokens,
        URI adm,
        URI admTokens,
        Duration timeout,
        List<X509Certificate> trusted) {

    /** The real services, and ten seconds. */
    public static PushConfig defaults() {
        return new PushConfig(
                ApnsCourier.PRODUCTION, ApnsCourier.SANDBOX, FcmCourier.BASE, FcmCourier.TOKEN_URI,
                AdmCourier.BASE, AdmCourier.TOKEN_URI, Duration.ofSeconds(10), List.of());
    }
}
