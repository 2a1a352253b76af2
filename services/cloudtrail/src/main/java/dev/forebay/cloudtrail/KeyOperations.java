package dev.forebay.cloudtrail;

import java.time.Instant;
import java.util.List;
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
        List<PublicKey> good = keys.all()
                .filter(key -> (end == null || end.toEpochMilli() >= key.from()) && (start == null || start.toEpochMilli() <= key.until()))
                .map(KeyOperations::told).toList();
        return ListPublicKeysResponse.builder().publicKeyList(good).build();
    }

    private static PublicKey told(RetiredKey key) {
        return PublicKey.builder()
                .value(SdkBytes.fromByteArray(key.open()))
                .fingerprint(SigningKey.fingerprint(key.open()))
                .validityStartTime(EventTime.instant(key.from()))
                .validityEndTime(EventTime.instant(key.until()))
                .build();
    }
}
