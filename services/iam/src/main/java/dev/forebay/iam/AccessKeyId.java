package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The ids that IAM and STS give. AWS: an access key id tells its account, so that nobody has to search for it:
 *
 * <pre>
 *   AKIA or ASIA · base32 of: 1 · account 40 bits · random 39 bits
 * </pre>
 */
final class AccessKeyId {
    static final String LONG_LIVED = "AKIA";
    static final String TEMPORARY = "ASIA";

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int PREFIX = 4;
    private static final int CHARACTERS = 16;
    private static final int HALF = CHARACTERS / 2;
    private static final int BITS = 5;
    private static final int RANDOM_BITS = 39;
    private static final int ID_CHARACTERS = 17;
    private static final long FIRST_OF_THIRTEEN = 1_000_000_000_000L;

    private AccessKeyId() {}

    static String of(String prefix, AccountId account, RandomGenerator random) {
        long number = Long.parseLong(account.value());
        long noise = random.nextLong() & (1L << RANDOM_BITS) - 1;
        // Eighty bits: the upper forty are 1 and all of the account but its lowest bit, the lower forty are that bit and the noise.
        return prefix + text(1L << RANDOM_BITS | number >>> 1) + text((number & 1) << RANDOM_BITS | noise);
    }

    /** The account that an access key id tells; empty for what is none of ours. */
    static Optional<AccountId> account(String keyId) {
        if (keyId.length() != PREFIX + CHARACTERS || !keyId.startsWith(LONG_LIVED) && !keyId.startsWith(TEMPORARY)) {
            return Optional.empty();
        }
        long upper = number(keyId.substring(PREFIX, PREFIX + HALF));
        long lower = number(keyId.substring(PREFIX + HALF));
        long account = (upper & (1L << RANDOM_BITS) - 1) << 1 | lower >>> RANDOM_BITS;
        if (upper < 1L << RANDOM_BITS || lower < 0 || account >= FIRST_OF_THIRTEEN) {
            return Optional.empty();
        }
        return Optional.of(new AccountId(Long.toString(FIRST_OF_THIRTEEN + account).substring(1)));
    }

    /** An id such as {@code AIDA…}. */
    static String unique(String prefix, RandomGenerator random) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < ID_CHARACTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    private static String text(long fortyBits) {
        char[] text = new char[HALF];
        for (int i = 0; i < HALF; i++) {
            text[i] = ALPHABET.charAt((int) (fortyBits >>> BITS * (HALF - 1 - i)) & ALPHABET.length() - 1);
        }
        return new String(text);
    }

    /** Negative for what is not base32. */
    private static long number(String text) {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            number = number << BITS | digit;
        }
        return number;
    }
}
