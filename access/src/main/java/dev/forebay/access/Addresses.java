package dev.forebay.access;

import java.util.Arrays;
import java.util.Optional;

/** Reads IP addresses, and never asks a name server. */
final class Addresses {
    private static final int V4 = 4;
    private static final int V6 = 16;

    /** Longest way to write one. */
    private static final int MAX_LENGTH = 45;

    private Addresses() {}

    /** 4 or 16 bytes; empty for anything that is no address. */
    static Optional<byte[]> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return text.indexOf(':') < 0 ? v4(text) : v6(text).map(Addresses::undressed);
    }

    private static Optional<byte[]> v4(String text) {
        byte[] address = new byte[V4];
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            int part = number(parts[i], 10, 3);
            if (parts.length != V4 || part < 0 || part > 0xff) {
                return Optional.empty();
            }
            address[i] = (byte) part;
        }
        return Optional.of(address);
    }

    private static Optional<byte[]> v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(all -> all.length == V6);
        }
        Optional<byte[]> head = groups(text.substring(0, gap));
        Optional<byte[]> tail = groups(text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > V6 - 2) {
            return Optional.empty();
        }
        byte[] address = Arrays.copyOf(head.get(), V6);
        System.arraycopy(tail.get(), 0, address, V6 - tail.get().length, tail.get().length);
        return Optional.of(address);
    }

    /** Groups of two bytes between colons; the last may be an IPv4 address. */
    private static Optional<byte[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        String[] groups = text.split(":", -1);
        byte[] bytes = new byte[groups.length * 2 + 2];
        int length = 0;
        for (int i = 0; i < groups.length; i++) {
            if (i == groups.length - 1 && groups[i].indexOf('.') > 0) {
                Optional<byte[]> last = v4(groups[i]);
                if (last.isEmpty()) {
                    return last;
                }
                System.arraycopy(last.get(), 0, bytes, length, V4);
                length += V4;
            } else {
                int group = number(groups[i], 16, 4);
                if (group < 0) {
                    return Optional.empty();
                }
                bytes[length++] = (byte) (group >> 8);
                bytes[length++] = (byte) group;
            }
        }
        return Optional.of(Arrays.copyOf(bytes, length));
    }

    private static int number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) < 0x80 ? Character.digit(digits.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    /** {@code ::ffff:192.0.2.1} is 192.0.2.1. */
    private static byte[] undressed(byte[] address) {
        byte[] dress = new byte[V6 - V4];
        dress[10] = (byte) 0xff;
        dress[11] = (byte) 0xff;
        return Arrays.equals(dress, 0, dress.length, address, 0, dress.length) ? Arrays.copyOfRange(address, dress.length, V6) : address;
    }
}
