package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The tokens that confirm subscriptions: who has one has received the confirmation message. 256 hexadecimal digits:
 *
 * <pre>
 *   | number of the subscription in its topic | random |
 *   |            16 digits                    |  240   |
 * </pre>
 *
 * The number is no secret; it finds the subscription, or what is kept of one that ended, whose record has the token that it
 * waits for.
 */
final class ConfirmationTokens {

    /** AWS: two days. */
    static final Duration VALID = Duration.ofDays(2);

    /** How long an ended subscription can be brought back. */
    static final Duration RESTORES = Duration.ofDays(3);

    private static final int RANDOM_BYTES = 120;
    private static final int NUMBER_DIGITS = 16;
    private static final int DIGITS = NUMBER_DIGITS + 2 * RANDOM_BYTES;
    private static final HexFormat HEX = HexFormat.of();

    private ConfirmationTokens() {}

    /** A token for the subscription with this number in its topic; another one each time. */
    static String make(long subscription, SecureRandom random) {
        byte[] secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        return HEX.toHexDigits(subscription) + HEX.formatHex(secret);
    }

    /** The number of the subscription that a token from outside is for. AWS: what has not a token's shape has words of its own. */
    static long subscription(String token) {
        if (token.isEmpty() || !token.chars().allMatch(HexFormat::isHexDigit)) {
            throw SnsErrors.plainInvalidParameter("Invalid token");
        }
        if (token.length() != DIGITS) {
            throw SnsErrors.invalidParameter("Token");
        }
        return HexFormat.fromHexDigitsToLong(token, 0, NUMBER_DIGITS);
    }

    /**
     * Refuses a token that is not the one which the subscription waits for, or comes too late. How long this takes tells
     * nothing of how much of it was right.
     *
     * @param awaited   empty when the subscription waits for none
     * @param expiresAt milliseconds since 1970
     */
    static void check(String given, String awaited, long expiresAt, long now) {
        boolean same = MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), awaited.getBytes(StandardCharsets.UTF_8));
        if (awaited.isEmpty() || !same || now >= expiresAt) {
            throw SnsErrors.invalidParameter("Token");
        }
    }
}
