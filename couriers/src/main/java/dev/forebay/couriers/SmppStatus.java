package dev.forebay.couriers;

import java.util.Map;

/**
 * What a message centre's status means for the text. Final is what speaks of the text or its addresses; all else,
 * what no standard knows included, may be better next time.
 */
final class SmppStatus {
    static final int OK = 0;

    private static final Map<Integer, String> FINAL = Map.ofEntries(
            Map.entry(0x01, "the message's length is not allowed"),
            Map.entry(0x06, "the priority is not allowed"),
            Map.entry(0x0a, "the source address is not allowed"),
            Map.entry(0x0b, "the destination address is not allowed"),
            Map.entry(0x15, "the service type is not allowed"),
            Map.entry(0x33, "the number of destinations is not allowed"),
            Map.entry(0x43, "the message's class is not allowed"),
            Map.entry(0x48, "the source address's type is not allowed"),
            Map.entry(0x49, "the source address's plan is not allowed"),
            Map.entry(0x50, "the destination address's type is not allowed"),
            Map.entry(0x51, "the destination address's plan is not allowed"),
            Map.entry(0x65, "refused for good by the receiving application"),
            Map.entry(0x66, "rejected by the receiving application"),
            Map.entry(0xc1, "an optional parameter is not allowed"),
            Map.entry(0xc3, "an optional parameter is missing"),
            Map.entry(0xc4, "an optional parameter's value is not allowed"),
            Map.entry(0x100, "this service is not authorized"),
            Map.entry(0x101, "prohibited for this user"),
            Map.entry(0x103, "this service is denied"),
            Map.entry(0x104, "the alphabet is not allowed"));

    private SmppStatus() {}

    /** The outcome of a request that was answered so. */
    static Outcome outcome(int status) {
        String reason = FINAL.get(status);
        return reason == null
                ? new Outcome.Failed(status, "message centre status 0x" + Integer.toHexString(status))
                : new Outcome.Refused(status, reason);
    }
}
