package dev.forebay.couriers;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;

/**
 * The one session with a message centre: bound when first wanted, and again when it was lost and is wanted. Nothing runs
 * while nobody sends, except the question whether the centre is still there.
 *
 * <p>The lock is held while binding. Whoever waited for it while a bind failed shares that failure instead of trying
 * again in turn: a centre that is down costs each sender one time limit, not one for every sender before it.
 */
final class SmppLink implements AutoCloseable {
    private final SmppConfig config;
    private final SSLSocketFactory sockets;
    private final SmppInbox inbox;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile SMPPSession session;
    private volatile boolean closed;
    private volatile long failures;
    private IOException failure;

    SmppLink(SmppConfig config, SSLSocketFactory sockets, SmppInbox inbox) {
        this.config = config;
        this.sockets = sockets;
        this.inbox = inbox;
    }

    /** A bound session. */
    SMPPSession session() throws IOException {
        SMPPSession current = session;
        if (isUsable(current)) {
            return current;
        }
        long seen = failures;
        lock.lock();
        try {
            if (closed) {
                throw new IOException("closed");
            }
            if (isUsable(session)) {
                return session;
            }
            if (failures != seen) {
                throw new IOException(failure.getMessage(), failure);
            }
            if (session != null) {
                session.close();
            }
            session = bind();
            return session;
        } catch (IOException e) {
            failure = e;
            failures = seen + 1;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isUsable(SMPPSession session) {
        return session != null && session.getSessionState().isTransmittable();
    }

    private SMPPSession bind() throws IOException {
        SmppConfig.Timing timing = config.timing();
        SMPPSession fresh = new SMPPSession(new SmppConnections(timing.connect(), config.tls(), sockets));
        fresh.setTransactionTimer(timing.reply().toMillis());
        fresh.setEnquireLinkTimer(Math.clamp(timing.enquire().toMillis(), 1, Integer.MAX_VALUE));
        fresh.setMessageReceiverListener(inbox);
        BindType type = config.bind() == SmppConfig.Bind.TRANSMITTER ? BindType.BIND_TX : BindType.BIND_TRX;
        BindParameter parameters = new BindParameter(type, config.login().user(), config.login().password(),
                config.systemType(), TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");
        try {
            fresh.connectAndBind(config.host(), config.port(), parameters, timing.reply().toMillis());
            return fresh;
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (session != null) {
                session.unbindAndClose();
                session = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
