package dev.forebay.gateway;

import dev.forebay.identity.AddressBlock;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Addresses of proxies whose word is taken about whom they speak for; nobody else's is. Immutable. */
public final class TrustedProxies {

    /** Nobody. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** More hops than any chain of proxies has. */
    private static final int MAX_HOPS = 64;

    private final List<AddressBlock> blocks;

    private TrustedProxies(List<AddressBlock> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /**
     * Reads addresses and blocks, such as {@code 10.0.0.0/8, 192.0.2.7, ::1}.
     *
     * @throws IllegalArgumentException naming the first that is none
     */
    public static TrustedProxies of(String list) {
        List<AddressBlock> blocks = new ArrayList<>();
        for (String text : list.split(",", -1)) {
            blocks.add(block(text.strip()));
        }
        return new TrustedProxies(blocks);
    }

    private static AddressBlock block(String text) {
        int slash = text.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("'" + text + "' is no address and no block such as 10.0.0.0/8");
        }
        String bits = slash < 0 ? String.valueOf(address.length * 8) : text.substring(slash + 1);
        if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > address.length * 8) {
            throw new IllegalArgumentException("'" + text + "' has no length from 0 to " + address.length * 8 + " after the slash");
        }
        return new AddressBlock(address, Integer.parseInt(bits));
    }

    /** Whether this address is a proxy's that is trusted. */
    boolean trust(InetAddress address) {
        if (blocks.isEmpty()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return blocks.stream().anyMatch(block -> block.holds(bytes));
    }

    /**
     * Whom a trusted proxy speaks for: the last address that was added by somebody trusted and is not itself a trusted proxy's. What
     * stands before it was written by a stranger.
     *
     * @param peer      the proxy that the connection comes from
     * @param forwarded values of X-Forwarded-For, in the order of their lines
     */
    InetAddress client(InetAddress peer, List<String> forwarded) {
        String[] hops = String.join(",", forwarded).split(",", -1);
        InetAddress nearest = peer;
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - MAX_HOPS) && trust(nearest); i--) {
            Optional<InetAddress> hop = address(hops[i].strip());
            if (hop.isEmpty()) {
                return nearest;
            }
            nearest = hop.get();
        }
        return nearest;
    }

    /** {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [2001:db8::1]:80}; never a name to look up. */
    private static Optional<InetAddress> address(String text) {
        String bare = text;
        if (text.startsWith("[")) {
            bare = text.substring(1, Math.max(1, text.indexOf(']')));
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            bare = text.substring(0, text.indexOf(':'));
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
