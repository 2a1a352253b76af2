package dev.forebay.server;

import java.util.Locale;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The server's SLF4J backend: one line an event, to standard error. It exists for start-up: slf4j-simple spends 40 ms on a
 * date format, and looking for a backend opens every jar. Only the command line uses it; who embeds Forebay has their own.
 */
public final class Logging implements SLF4JServiceProvider {
    private static volatile Level least = Level.INFO;

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new NOPMDCAdapter();

    /** Makes this the backend. Takes effect only before the first logger is made. */
    static void start(String level) {
        least = Level.valueOf(level.toUpperCase(Locale.ROOT));
        System.setProperty("slf4j.provider", Logging.class.getName());
        // SLF4J would say at each start that it uses this provider.
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> new LineLogger(name, threshold(name));
    }

    /** Netty tells its life's story at debug, and at info of every client that breaks the protocol: those could fill a disk. */
    private static Level threshold(String logger) {
        boolean netty = logger.startsWith("io.netty.") && (least == Level.DEBUG || least == Level.INFO);
        return netty ? Level.WARN : least;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    /** The newest version of SLF4J's interface that this speaks. */
    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // Everything is made with the object.
    }
}
