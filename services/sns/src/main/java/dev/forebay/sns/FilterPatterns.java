package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the patterns inside conditions, each a language of its own. What is malformed is an IllegalArgumentException with AWS's words. */
final class FilterPatterns {
    private static final char ANY = '*';
    private static final char ESCAPE = '\\';

    private FilterPatterns() {}

    /** A wildcard pattern: an asterisk is any text; a backslash takes the meaning from an asterisk or a backslash. */
    static FilterCondition.Wildcard wildcard(String pattern) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            char next = i + 1 < pattern.length() ? pattern.charAt(i + 1) : 0;
            if (letter == ANY) {
                if (next == ANY) {
                    throw new IllegalArgumentException("Consecutive wildcard characters at pos " + position(pattern, i));
                }
                parts.add(part.toString());
                part.setLength(0);
            } else if (letter == ESCAPE) {
                if (next != ANY && next != ESCAPE) {
                    throw new IllegalArgumentException("Invalid escape character at pos " + position(pattern, i));
                }
                part.append(next);
                i++;
            } else {
                part.append(letter);
            }
        }
        parts.add(part.toString());
        return new FilterCondition.Wildcard(List.copyOf(parts));
    }

    /** AWS: positions are counted in bytes, and the quotation mark before the pattern is the first. */
    private static int position(String pattern, int index) {
        return 1 + pattern.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
    }

    /** A block of IP addresses, such as {@code 10.0.0.0/24}. AWS: a block of a single address is refused. */
    static FilterCondition.Cidr cidr(String block) {
        String[] halves = block.split("/");
        if (halves.length != 2) {
            throw new IllegalArgumentException("Malformed CIDR, one '/' required");
        }
        int bits = bits(halves[1]);
        FilterAddress address = FilterAddress.parse(halves[0])
                .orElseThrow(() -> new IllegalArgumentException("Nonstandard IP address: " + halves[0]));
        if (bits >= address.bits()) {
            throw new IllegalArgumentException(address.six() ? "IPv6 mask bits must be < 128" : "IPv4 mask bits must be < 32");
        }
        return new FilterCondition.Cidr(address.network(bits), bits);
    }

    private static int bits(String text) {
        int bits;
        try {
            bits = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Malformed CIDR, mask bits must be an integer", e);
        }
        if (bits < 0) {
            throw new IllegalArgumentException("Malformed CIDR, mask bits must not be negative");
        }
        return bits;
    }
}
