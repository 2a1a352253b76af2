package dev.forebay.sns;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address as bits. An IPv4 address fills the upper half of {@code high}. */
record FilterAddress(boolean six, long high, long low) {
    // Only full literals: what might be a name or a short form such as 10.1 is no address.
    private static final Pattern FOUR = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*");
    private static final int FOUR_BITS = 32;
    private static final int SIX_BITS = 128;
    private static final int LONGEST = 45;

    static Optional<FilterAddress> parse(String text) {
        if (text.length() > LONGEST || !FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(InetAddress.ofLiteral(text).getAddress()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static FilterAddress of(byte[] bytes) {
        ByteBuffer bits = ByteBuffer.wrap(bytes);
        return bytes.length * Byte.SIZE == FOUR_BITS
                ? new FilterAddress(false, (long) bits.getInt() << FOUR_BITS, 0)
                : new FilterAddress(true, bits.getLong(), bits.getLong());
    }

    int bits() {
        return six ? SIX_BITS : FOUR_BITS;
    }

    /** The address with all but its first {@code bits} set to zero. */
    FilterAddress network(int bits) {
        return new FilterAddress(six, high & mask(bits), low & mask(bits - Long.SIZE));
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
    }
}
