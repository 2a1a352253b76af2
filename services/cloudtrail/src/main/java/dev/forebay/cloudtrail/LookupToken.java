package dev.forebay.cloudtrail;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/**
 * Where the next page begins, and of which request.
 *
 * <pre>
 *   number of the newest event that was not looked at (8) | what identifies the request (4); in Base64
 * </pre>
 */
record LookupToken(long number, int request) {

    private static final int LENGTH = Long.BYTES + Integer.BYTES;

    static LookupToken of(long number, LookupEventsRequest request) {
        return new LookupToken(number, identity(request));
    }

    /**
     * The number in a request's token.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it is none, or another request's
     */
    static long number(LookupEventsRequest request) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(request.nextToken());
            if (bytes.length == LENGTH) {
                LookupToken token = new LookupToken(ByteBuffer.wrap(bytes).getLong(), ByteBuffer.wrap(bytes).getInt(Long.BYTES));
                if (token.request == identity(request) && token.number > 0) {
                    return token.number;
                }
            }
        } catch (IllegalArgumentException e) {
            throw CloudTrailErrors.nextToken();
        }
        throw CloudTrailErrors.nextToken();
    }

    String write() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(LENGTH).putLong(number).putInt(request).array());
    }

    /** AWS: a token is good for the same times and attributes. */
    private static int identity(LookupEventsRequest request) {
        return List.of(String.valueOf(request.startTime()), String.valueOf(request.endTime()), request.lookupAttributes().stream()
                .map(one -> one.attributeKeyAsString() + "=" + one.attributeValue()).toList()).hashCode();
    }
}
