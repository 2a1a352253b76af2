package dev.forebay.kinesis;

import java.security.MessageDigest;
import software.amazon.awssdk.core.SdkBytes;

/** Makes records of what callers send to one stream, checked against AWS's rules. For one call, by one thread. */
final class RecordFactory {
    private static final int MAX_KEY = 256;

    private final MessageDigest md5 = HashKey.md5();
    private final int maxBytes;

    RecordFactory(Stream stream) {
        maxBytes = stream.settings().maxRecordKib() << 10;
    }

    /**
     * A record.
     *
     * @param explicitHashKey null for the partition key's own
     * @param within          where the parts are in the request, with a dot at the end where it says anything
     */
    NewRecord record(String key, String explicitHashKey, SdkBytes data, String within) {
        if (Checks.required(within + "partitionKey", key).isEmpty() || key.codePointCount(0, key.length()) > MAX_KEY) {
            throw violation(within + "partitionKey", "Member must have length " + (key.isEmpty() ? "greater than or equal to 1" : "less than or equal to 256"));
        }
        byte[] bytes = Checks.required(within + "data", data).asByteArrayUnsafe();
        if (bytes.length > maxBytes) {
            throw violation(within + "data", "Member must have length less than or equal to " + maxBytes);
        }
        return NewRecord.of(key, bytes, explicitHashKey == null ? HashKey.ofPartitionKey(key, md5) : explicit(explicitHashKey));
    }

    private static HashKey explicit(String text) {
        return HashKey.parse(text).orElseThrow(() -> KinesisErrors.invalidArgument("Invalid ExplicitHashKey. ExplicitHashKey must be in the range: "
                + "[0, 2^128-1]. Specified value was " + KinesisErrors.echo(text)));
    }

    private static RuntimeException violation(String place, String constraint) {
        return KinesisErrors.validation("1 validation error detected: Value at '" + place + "' failed to satisfy constraint: " + constraint);
    }
}
