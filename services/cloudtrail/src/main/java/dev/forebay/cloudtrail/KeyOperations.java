package dev.forebay.cloudtrail;

import java.time.Instant;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysResponse;
import software.amazon.awssdk.services.cloudtrail.model.PublicKey;

/** The keys that digests are verified with. */
final class KeyOperations {

    private final SigningKeys keys;

    KeyOperations(SigningKeys keys) {
        this.keys = keys;
    }

    ListPublicKeysResponse list(ListPublicKeysRequest request) {
        if (request.nextToken() != null) {
            throw CloudTrailErrors.token();
        }
        Instant start = request.startTime();
        Instant end = request.endTime();
        if (start != null && end != null && start.isAfter(end)) {
            throw CloudTrailErrors.timeRange();
        }
        SigningKey key = keys.key();
        boolean good = (end == null || end.toEpochMilli() >= key.from()) && (start == null || start.toEpochMilli() <= key.until());
        return good ? ListPublicKeysResponse.builder().publicKeyList(told(key)).build() : ListPublicKeysResponse.builder().build();
    }

    private static PublicKey told(SigningKey key) {
        return PublicKey.builder()
                .value(SdkBytes.fromByteArray(key.open()))
                .fingerprint(key.fingerprint())
                .validityStartTime(EventTime.instant(key.from()))
                .validityEndTime(EventTime.instant(key.until()))
                .build();
    }
}
