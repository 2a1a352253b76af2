package dev.forebay.sns;

import dev.forebay.couriers.AdmClient;
import dev.forebay.couriers.ApnsCertificate;
import dev.forebay.couriers.ApnsKey;
import dev.forebay.couriers.FcmAccount;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What proves to a push service that we speak for an app. */
sealed interface PlatformCredentials {

    record Token(ApnsKey key) implements PlatformCredentials {}

    record Certificate(ApnsCertificate certificate) implements PlatformCredentials {
        @Override
        public String method() {
            return "certificate";
        }

        @Override
        public OptionalLong expiry() {
            return OptionalLong.of(certificate.expiry());
        }
    }

    record Account(FcmAccount account) implements PlatformCredentials {}

    record Client(AdmClient client) implements PlatformCredentials {}

    /** AWS's word for their kind. */
    default String method() {
        return "token";
    }

    /** When they expire, in milliseconds since 1970, if they say so. */
    default OptionalLong expiry() {
        return OptionalLong.empty();
    }

    /** The credentials among an application's attributes, refused in AWS's words when they are of no use. */
    static PlatformCredentials checked(Platform platform, Map<String, String> attributes, long now) {
        return parsed(platform, attributes)
                .filter(credentials -> credentials.expiry().orElse(Long.MAX_VALUE) > now)
                .orElseThrow(() -> SnsErrors.invalidParameter("Attributes Reason: Platform credentials are invalid"));
    }

    /** Why they are of no use is not told: AWS does not either, and the reason is about a secret. */
    private static Optional<PlatformCredentials> parsed(Platform platform, Map<String, String> attributes) {
        try {
            return Optional.of(of(platform, attributes));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    /** The credentials among attributes that were checked when they were set. */
    static PlatformCredentials of(Platform platform, Map<String, String> attributes) {
        String credential = attributes.getOrDefault(PlatformAttributes.CREDENTIAL, "");
        String principal = attributes.getOrDefault(PlatformAttributes.PRINCIPAL, "");
        return switch (platform) {
            case GCM -> new Account(FcmAccount.parse(credential));
            case ADM -> new Client(client(principal, credential));
            default -> principal.contains("-----")
                    ? new Certificate(ApnsCertificate.parse(principal, credential))
                    : new Token(ApnsKey.parse(attributes.getOrDefault(PlatformAttributes.TEAM, ""), principal, credential));
        };
    }

    private static AdmClient client(String id, String secret) {
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("a client has an id and a secret");
        }
        return new AdmClient(id, secret);
    }
}
