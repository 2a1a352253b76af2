package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LineLoggerTest {
    private final LineLogger log = new LineLogger("dev.forebay.gateway.Gateway", Level.INFO);

    @Test
    void aLineHasTimeLevelNameAndMessage() {
        assertThat(said(() -> log.warn("{} of {}", 1, 2)))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.\\d]*Z WARN  Gateway - 1 of 2\\R");
    }

    @Test
    void aStackTraceFollowsItsLine() {
        assertThat(said(() -> log.error("failed", new IllegalStateException("why")))).contains("ERROR Gateway - failed\n", "why\n\tat ");
    }

    @Test
    void whatIsBelowTheLevelIsNotSaid() {
        assertThat(said(() -> log.debug("secret"))).isEmpty();
    }

    @Test
    void whatStrangersWroteCannotLookLikeALineOfOurs() {
        String forged = "x\r\n2026-01-31T12:00:00Z ERROR Gateway - forged\u001b[2J";

        assertThat(said(() -> log.warn("no queue {}", forged)).lines()).hasSize(1);
        assertThat(said(() -> log.warn("no queue {}", forged))).contains("x\\u000d\\u000a2026-01-31T12:00:00Z").doesNotContain("\u001b");
        Exception problem = new IllegalStateException(forged, new IllegalArgumentException(forged));
        assertThat(said(() -> log.error("failed", problem)).lines()).noneMatch(line -> line.startsWith("2026-01-31T12"))
                .anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalArgumentException: x"));
    }

    private static String said(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
