package dev.forebay.couriers;

import java.time.Duration;

/**
 * How the HTTP courier connects and how long it waits.
 *
 * @param connectTimeout for the connection, TLS included
 * @param timeout        for the whole attempt, from the connection to the end of the answer
 * @param trust          whose certificates are good
 */
public record HttpCourierConfig(Duration connectTimeout, Duration timeout, HttpTrust trust) {

    /** The endpoint has 15 seconds. */
    public static final HttpCourierConfig DEFAULTS =
            new HttpCourierConfig(Duration.ofSeconds(5), Duration.ofSeconds(15), new HttpTrust.Jvm());

    public HttpCourierConfig {
        if (!connectTimeout.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException("timeouts must be longer than nothing");
        }
    }

    public HttpCourierConfig withTimeout(Duration changed) {
        return new HttpCourierConfig(connectTimeout, changed, trust);
    }

    public HttpCourierConfig withTrust(HttpTrust changed) {
        return new HttpCourierConfig(connectTimeout, timeout, changed);
    }
}
