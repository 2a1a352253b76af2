package dev.forebay.identity;

import java.util.Arrays;

/**
 * IP addresses that begin with the same bits, such as {@code 10.0.0.0/8}; a single one has all its bits in common. Immutable, as long
 * as nobody changes the array.
 *
 * @param address 4 or 16 bytes
 * @param bits    how many of them, from the front, must agree
 */
public record AddressBlock(byte[] address, int bits) {

    public AddressBlock {
        if (bits < 0 || bits > address.length * Byte.SIZE) {
            throw new IllegalArgumentException("no length of a block: " + bits);
        }
    }

    /** Whether an address lies in it; one of the other kind never does. */
    public boolean holds(byte[] other) {
        int whole = bits / Byte.SIZE;
        int rest = 0xff00 >> bits % Byte.SIZE & 0xff;
        return other.length == address.length && Arrays.equals(address, 0, whole, other, 0, whole)
                && (rest == 0 || (address[whole] & rest) == (other[whole] & rest));
    }
}
