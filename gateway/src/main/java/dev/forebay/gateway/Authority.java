package dev.forebay.gateway;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Host and port as they stand in a URL. */
final class Authority {

    private static final int MAX_LENGTH = 255;

    private static final InetAddress UNKNOWN = new InetSocketAddress(0).getAddress();

    private Authority() {}

    /** An address of this server's own. */
    static String of(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return "localhost";
        }
        String host = inet.getAddress().getHostAddress();
        return (inet.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + inet.getPort();
    }

    /** The bare address; 0.0.0.0 of a connection that is gone. */
    static InetAddress ip(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getAddress() : UNKNOWN;
    }

    /** Whether the text may stand in a URL that is handed out: letters, digits, and what names, ports and IPv6 need. */
    static boolean isSafe(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean safe = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= ':' || c == '.' || c == '-'
                    || c == '_' || c == '[' || c == ']';
            if (!safe) {
                return false;
            }
        }
        return true;
    }
}
