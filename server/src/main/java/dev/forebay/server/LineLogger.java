package dev.forebay.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.regex.Pattern;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes {@code 2026-01-31T12:00:00.123Z WARN  Gateway - what happened}, and a stack trace where there is one. */
final class LineLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** A line end in a trace that is not followed by what a trace goes on with. */
    private static final Pattern FORGED = Pattern.compile("\r\n?|\n(?!\t*at |\t+\\.\\.\\. |\t*Caused by: |\t*Suppressed: |\\z)");

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
        text.println(time + ' ' + level + (level.name().length() == 4 ? "  " : " ") + shortName + " - " + oneLine(message));
        if (problem != null) {
            text.print(trace(problem));
        }
        text.flush();
        // One call, so that lines of several threads do not mix.
        System.err.print(line);
    }

    /** What strangers wrote, such as a name in a message, must not look like lines of ours. */
    private static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }

    private static String trace(Throwable problem) {
        StringWriter all = new StringWriter();
        problem.printStackTrace(new PrintWriter(all, true));
        return FORGED.matcher(all.toString()).replaceAll("\\\\u000a");
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
