package dev.forebay.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes {@code 2026-01-31T12:00:00.123Z WARN  Gateway - what happened}, and a stack trace where there is one. */
final class LineLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final Level least;
    private final String shortName;

    LineLogger(String name, Level least) {
        this.name = name;
        this.least = least;
        this.shortName = name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    protected void handleNormalizedLoggingCall(Level level, Marker marker, String pattern, Object[] arguments, Throwable problem) {
        String time = Instant.now().toString();
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        StringWriter line = new StringWriter();
        PrintWriter text = new PrintWriter(line);
        text.println(time + ' ' + level + (level.name().length() == 4 ? "  " : " ") + shortName + " - " + message);
        if (problem != null) {
            problem.printStackTrace(text);
        }
        // One call, so that lines of several threads do not mix.
        System.err.print(line);
    }

    private boolean isOn(Level level) {
        return level.toInt() >= least.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return isOn(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return isOn(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return isOn(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return isOn(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return isOn(Level.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return LineLogger.class.getName();
    }
}
