package dev.forebay.server;

import dev.forebay.gateway.GatewayConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Fail closed: a server that asks nobody for credentials listens where only this machine reaches it, unless told otherwise. */
final class Exposure {

    private Exposure() {}

    static void check(GatewayConfig http, AuthConfig auth) {
        if (!auth.isEnforced() && !auth.allowAnyone()) {
            http.entrances().forEach(entrance -> checkHost(entrance.host()));
        }
    }

    private static void checkHost(String host) {
        if (!address(host).isLoopbackAddress()) {
            throw new ConfigRefused("host " + host + " can be reached from the network, and nobody would be asked for"
                    + " credentials. Ask for them with " + Key.AUTH.flag() + "=enforced, or add " + Key.ALLOW_ANYONE.flag() + " if that is what you want.");
        }
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ConfigRefused("host " + host + " is not known here");
        }
    }
}
