package dev.forebay.gateway;

import dev.forebay.identity.Tls;
import dev.forebay.wire.Headers;
import dev.forebay.wire.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One request and the way to answer it. Belongs to the request's virtual thread; the event loop only feeds the body and
 * {@linkplain #cancel() cancels}. Answered once: whole, or streamed.
 */
public final class Exchange {

    /** What the caller is told instead of a large answer. */
    static final String NO_ROOM = "Too many bytes of answers are in flight. Try again later.";

    private volatile RequestHead head;
    private final RequestBody body;
    private final Peer peer;
    private final WholeBody whole;
    private final AnswerBudget answers;

    private volatile boolean cancelled;
    private volatile boolean answered;
    private boolean ended;
    private boolean direct;
    private volatile Thread thread = null;
    private int answerHeld;
    private int pageHeld;

    Exchange(RequestHead head, RequestBody body, Peer peer, WholeBody whole, AnswerBudget answers) {
        this.head = head;
        this.body = body;
        this.peer = peer;
        this.whole = whole;
        this.answers = answers;
        body.onWanted(() -> peer.wantBody(this));
    }

    /** HTTP method, upper case. */
    public String method() {
        return head.method();
    }

    /** The path, still percent-encoded. */
    public String path() {
        int question = head.target().indexOf('?');
        return question < 0 ? head.target() : head.target().substring(0, question);
    }

    /** What follows the question mark, still encoded; empty when there is none. */
    public String query() {
        int question = head.target().indexOf('?');
        return question < 0 ? "" : head.target().substring(question + 1);
    }

    /** The headers. */
    public Headers headers() {
        return head.headers();
    }

    /** They are read, and gone: a request that waits for long should not keep them. */
    void letGoOfHeaders() {
        head = head.withoutHeaders();
    }

    /** {@code http} or {@code https}, as the connection has it. */
    public String scheme() {
        return peer.entrance().scheme();
    }

    /** The way in. */
    public Entrance entrance() {
        return peer.entrance();
    }

    /** The other end of the connection: the client, or a proxy. */
    InetAddress remoteAddress() {
        return peer.remoteAddress();
    }

    /** How the connection is encrypted. */
    Tls tls() {
        return entrance().tls() ? peer.tls() : Tls.NONE;
    }

    /** The host and port that the client says it reached, not to be trusted; empty when it says nothing. */
    public String authority() {
        return head.authority();
    }

    /** The listener's own address and port. */
    public String localAuthority() {
        return peer.localAuthority();
    }

    /**
     * The whole body, waiting for what has not come yet.
     *
     * @throws HttpFailure 413 when it is longer than the limit, 408 when it comes too slowly, 503 when too many bytes are
     *                     in flight, 400 when it is malformed
     * @throws ClientLeft  when the client went away in the middle
     */
    public byte[] body() throws IOException, InterruptedException {
        return whole.take(head.contentLength());
    }

    /** The body as it comes, of any length; reading it slowly slows the client down. */
    public InputStream bodyStream() {
        return body;
    }

    /** Answers with a whole response; with a 503 in plain words when it is large and there is no room for it. */
    public void send(WireResponse response) {
        send(response, () -> RequestThreads.text(503, NO_ROOM));
    }

    /**
     * Answers with a whole response. When it is large, and clients leave too many bytes of large answers untaken, the caller
     * should come again: then it is dropped.
     *
     * @param whenFull makes the short answer that is sent in its place
     */
    public void send(WireResponse response, Supplier<WireResponse> whenFull) {
        answer(response.status(), response.contentType(), response.headers());
        WireResponse sent = takesRoom(response.body()) ? response : whenFull.get();
        ended = true;
        peer.send(this, sent);
    }

    private boolean takesRoom(byte[] bytes) {
        if (bytes.length <= SlicedAnswer.LARGE || head.isHead()) {
            return true;
        }
        answerHeld = answers.take(bytes.length) ? bytes.length : 0;
        return answerHeld > 0;
    }

    /** The answer is written, or never will be: its share of memory is free. Event loop. */
    void answerLeft() {
        answers.giveBack(answerHeld);
        answerHeld = 0;
    }

    /**
     * Answers with a stream. Writing blocks while the client does not keep up; closing ends the response.
     *
     * @param headers further headers as name, value, name, value …
     */
    public OutputStream stream(int status, String contentType, List<String> headers) {
        answer(status, contentType, headers);
        peer.begin(this, status, contentType, headers);
        return new ResponseStream(this, peer, ResponseStream.FOR_EVER);
    }

    /**
     * Answers with a stream that the client is to take as it comes: one that takes nothing for as long as a connection may be idle has left.
     *
     * @param headers further headers as name, value, name, value …
     * @param bytes   memory that it takes until the request is over
     * @return empty when there is no room for it: then nothing is answered yet
     */
    Optional<OutputStream> page(String contentType, List<String> headers, int bytes) {
        if (!answers.take(bytes)) {
            return Optional.empty();
        }
        pageHeld = bytes;
        answer(200, contentType, headers);
        peer.begin(this, 200, contentType, headers);
        return Optional.of(new ResponseStream(this, peer, answers.patience()));
    }

    private void answer(int status, String contentType, List<String> headers) {
        if (answered) {
            throw new IllegalStateException("answered twice: " + method() + " " + head.target());
        }
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("no status of a response: " + status);
        }
        requireOneLine(contentType);
        headers.forEach(Exchange::requireOneLine);
        answered = true;
    }

    /** A line break in a header would let whoever chose its value write the rest of the response. */
    private static void requireOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' && text.charAt(i) != '\t') {
                throw new IllegalArgumentException("control character in a response header");
            }
        }
    }

    /** Whether the client left, or the server stops: whatever the request waits for, it should wait no longer. */
    public boolean isCancelled() {
        return cancelled;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Whether the answer is complete. */
    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
        peer.end(this);
    }

    RequestHead head() {
        return head;
    }

    RequestBody received() {
        return body;
    }

    /** Leaves the request without an answer and closes what it came on. */
    void abandon() {
        answered = true;
        ended = true;
        peer.abort(this);
    }

    /** The answer may be written by the request's own thread. Before the thread starts. */
    void allowDirect() {
        direct = true;
    }

    boolean isDirect() {
        return direct;
    }

    void runOn(Thread owner) {
        thread = owner;
    }

    /** The client left: nobody waits for the answer. Wakes the thread. Any thread. */
    void clientLeft() {
        body.fail(new ClientLeft());
        cancel();
    }

    /** Wakes the thread wherever it waits. Any thread. */
    void cancel() {
        cancelled = true;
        Thread owner = thread;
        if (owner != null) {
            owner.interrupt();
        }
    }

    void release() {
        whole.release();
        answers.giveBack(pageHeld);
        pageHeld = 0;
    }

    /** Whether an exception only says that the request was cancelled. */
    boolean wasCutShort(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientLeft || cancelled
                    && (cause instanceof InterruptedException || cause instanceof InterruptedIOException)) {
                return true;
            }
        }
        return false;
    }
}
