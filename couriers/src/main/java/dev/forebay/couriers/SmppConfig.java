package dev.forebay.couriers;

import java.time.Duration;

/**
 * The short message centre that takes our texts, by SMPP 3.4.
 *
 * @param host       its name
 * @param port       2775 as a rule
 * @param tls        whether the connection is encrypted from the first byte, and the centre's certificate checked
 * @param login      system id (at most 15 characters) and password (at most 8)
 * @param systemType what some centres want to know of us; usually empty
 * @param bind       in which directions the session goes
 * @param source     the sender of texts that name none; empty to leave it to the centre
 * @param longTexts  how a text goes that does not fit into one message
 * @param timing     how long to wait for what
 */
public record SmppConfig(
        String host,
        int port,
        boolean tls,
        CourierLogin login,
        String systemType,
        Bind bind,
        String source,
        LongTexts longTexts,
        Timing timing) {

    private static final int PORT = 2775;
    private static final int MAX_SYSTEM_ID = 15;
    private static final int MAX_PASSWORD = 8;
    private static final int MAX_SYSTEM_TYPE = 12;

    /** In which directions a session goes. */
    public enum Bind {
        TRANSMITTER,
        TRANSCEIVER
    }

    /** How a long text goes. */
    public enum LongTexts {
        /** As parts with a header by which the phone joins them (UDH). */
        PARTS,
        /** Whole, as payload, for the centre to divide. */
        PAYLOAD
    }

    /**
     * How long to wait for what.
     *
     * @param connect for a connection
     * @param reply   for the answer to a request
     * @param enquire in a silent session, before asking whether the centre is still there
     */
    public record Timing(Duration connect, Duration reply, Duration enquire) {
        private static final Timing DEFAULT =
                new Timing(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    /** @throws IllegalArgumentException when SMPP has no room for a name or password that long */
    public SmppConfig {
        require(login.user().length() <= MAX_SYSTEM_ID, "a system id has at most 15 characters");
        require(login.password().length() <= MAX_PASSWORD, "a password has at most 8 characters");
        require(systemType.length() <= MAX_SYSTEM_TYPE, "a system type has at most 12 characters");
    }

    private static void require(boolean fine, String rule) {
        if (!fine) {
            throw new IllegalArgumentException("SMPP: " + rule);
        }
    }

    /** Port 2775, no TLS, a session in both directions, long texts in parts. */
    public static SmppConfig to(String host, CourierLogin login) {
        return new SmppConfig(host, PORT, false, login, "", Bind.TRANSCEIVER, "", LongTexts.PARTS, Timing.DEFAULT);
    }

    public SmppConfig withPort(int changed) {
        return new SmppConfig(host, changed, tls, login, systemType, bind, source, longTexts, timing);
    }

    public SmppConfig withTls(boolean changed) {
        return new SmppConfig(host, port, changed, login, systemType, bind, source, longTexts, timing);
    }

    public SmppConfig withSystemType(String changed) {
        return new SmppConfig(host, port, tls, login, changed, bind, source, longTexts, timing);
    }

    public SmppConfig withBind(Bind changed) {
        return new SmppConfig(host, port, tls, login, systemType, changed, source, longTexts, timing);
    }

    public SmppConfig withSource(String changed) {
        return new SmppConfig(host, port, tls, login, systemType, bind, changed, longTexts, timing);
    }

    public SmppConfig withLongTexts(LongTexts changed) {
        return new SmppConfig(host, port, tls, login, systemType, bind, source, changed, timing);
    }

    public SmppConfig withTiming(Timing changed) {
        return new SmppConfig(host, port, tls, login, systemType, bind, source, longTexts, changed);
    }
}
