package dev.forebay.access;

import dev.forebay.identity.AddressBlock;
import java.util.Optional;

/**
 * IP addresses as operand: one, or a range such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. An IPv4 address in IPv6
 * dress is an IPv4 address. Immutable.
 */
record AddressRange(AddressBlock block) implements Operand {

    static AddressRange of(String text) {
        int slash = text.indexOf('/');
        byte[] address = Addresses.parse(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> new Malformed("not an address: " + text));
        int all = address.length * 8;
        return new AddressRange(new AddressBlock(address, slash < 0 ? all : bits(text.substring(slash + 1), all)));
    }

    private static int bits(String text, int most) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9') || Integer.parseInt(text) > most) {
            throw new Malformed("no length of a range: " + text);
        }
        return Integer.parseInt(text);
    }

    @Override
    public boolean matches(String value, Context context) {
        Optional<byte[]> other = Addresses.parse(value);
        return other.isPresent() && block.holds(other.get());
    }
}
