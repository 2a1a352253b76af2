package dev.forebay.couriers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;

/** A message centre that does as it is told, on jsmpp's server side. */
final class SmscTwin implements ServerMessageReceiverListener, AutoCloseable {
    final List<SubmitSm> submitted = new CopyOnWriteArrayList<>();
    final List<BindRequest> binds = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<SMPPServerSession> bound = new LinkedBlockingQueue<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;
    private final SMPPServerSessionListener listener;
    private volatile int status;
    private volatile int refuseFrom = Integer.MAX_VALUE;
    private volatile int bindStatus;
    private volatile boolean silent;

    SmscTwin() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener = new SMPPServerSessionListener(0, new Listening(socket));
        listener.setMessageReceiverListener(this);
        Thread.ofPlatform().daemon().name("smsc").start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Answers texts with this status. */
    void answers(int answered) {
        status = answered;
    }

    /** Answers the texts from this one on, counted from 1, with a status. */
    void answersFrom(int first, int answered) {
        refuseFrom = first;
        status = answered;
    }

    /** Answers binds with this status. */
    void answersBinds(int answered) {
        bindStatus = answered;
    }

    /** Answers no text any more. */
    void falls() {
        silent = true;
    }

    /** The next session that was bound. */
    SMPPServerSession session() throws InterruptedException {
        return bound.poll(30, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (true) {
                SMPPServerSession session = listener.accept();
                sessions.add(session);
                Thread.ofPlatform().daemon().start(() -> bind(session));
            }
        } catch (IOException closed) {
            bindStatus = SMPPConstant.STAT_ESME_RSYSERR;
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(30_000);
            binds.add(request);
            if (bindStatus == 0) {
                request.accept("twin");
                bound.add(session);
            } else {
                request.reject(bindStatus);
            }
        } catch (IOException | TimeoutException | PDUStringException gone) {
            session.close();
        }
    }

    /** Sends a text from a phone through a session. */
    static void deliver(SMPPServerSession session, String from, String text) throws Exception {
        session.deliverShortMessage("", TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, from,
                TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.ISDN, "24273", new ESMClass(0), (byte) 0, (byte) 0,
                new RegisteredDelivery(0), new GeneralDataCoding(), Gsm7.encode(text).orElseThrow());
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session) throws ProcessRequestException {
        submitted.add(submit);
        if (silent) {
            awaitEnd(session);
        }
        if (status != 0 && (refuseFrom == Integer.MAX_VALUE || submitted.size() >= refuseFrom)) {
            throw new ProcessRequestException("as told", status);
        }
        try {
            return new SubmitSmResult(new MessageId("id-" + submitted.size()), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds the answer back until the session is over. */
    private static void awaitEnd(SMPPServerSession session) {
        while (session.getSessionState().isBound()) {
            Thread.onSpinWait();
        }
    }

    /** All sessions end, as when the centre is switched off and on. */
    void cut() {
        sessions.forEach(SMPPServerSession::close);
    }

    @Override
    public void close() throws IOException {
        cut();
        listener.close();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submit, SMPPServerSession source) throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source) throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession source) throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession source) throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession source) throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession source) throws ProcessRequestException {
        throw unexpected();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession source)
            throws ProcessRequestException {
        throw unexpected();
    }

    private static ProcessRequestException unexpected() {
        return new ProcessRequestException("not expected", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    /** The texts of all that was submitted, without their headers. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (SubmitSm submit : submitted) {
            texts.add(Gsm7.decode(submit.getShortMessage()));
        }
        return texts;
    }

    /** The socket that listens already, on a port that was free. */
    private record Listening(ServerSocket socket) implements ServerConnectionFactory {
        @Override
        public ServerConnection listen(int port) {
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int port, int timeout) {
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) {
            return new ServerSocketConnection(socket);
        }
    }
}
