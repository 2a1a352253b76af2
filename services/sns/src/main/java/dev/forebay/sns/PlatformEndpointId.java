package dev.forebay.sns;

import dev.forebay.identity.Arn;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/** Names an endpoint: one app on one device. */
record PlatformEndpointId(PlatformApplicationId application, UUID id) {
    private static final int SLASHES = 3;
    private static final int UUID_LENGTH = 36;

    /** Reads an ARN that names a parameter's endpoint; refuses what is no endpoint's ARN. */
    static Optional<PlatformEndpointId> checked(String arn, String parameter) {
        return of(PlatformArn.checked(arn, parameter, "endpoint", SLASHES));
    }

    /** Empty when the text cannot name an endpoint. */
    static Optional<PlatformEndpointId> parsed(String arn) {
        return PlatformArn.parsed(arn, "endpoint", SLASHES).flatMap(PlatformEndpointId::of);
    }

    private static Optional<PlatformEndpointId> of(PlatformArn arn) {
        return arn.application().flatMap(application ->
                uuid(arn.path()[SLASHES]).map(id -> new PlatformEndpointId(application, id)));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> text.length() == UUID_LENGTH && id.toString().equals(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    String arn() {
        return Arn.of("sns", application.region(), application.account(), "endpoint/" + application.path() + "/" + id).toString();
    }

    /** An id as keys hold it. */
    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    }

    static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
