package dev.forebay.gateway;

import dev.forebay.wire.Headers;
import dev.forebay.wire.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One request and the way to answer it. Belongs to the request's virtual thread; the event loop only feeds the body and
 * {@linkplain #cancel() cancels}. Answered once: whole, or streamed.
 */
public final class Exchange {

    /** What the caller is told instead of a large answer. */
    static final String NO_ROOM = "Too many bytes of answers are in flight. Try again later.";

    private static final int GROW_BYTES = 64 * 1024;

    private final RequestHead head;
    private final RequestBody body;
    private final Peer peer;
    private final int bodyLimit;
    private final BodyBudget budget;
    private final AnswerBudget answers;

    private volatile boolean cancelled;
    private volatile boolean answered;
    private boolean ended;
    private boolean direct;
    private volatile Thread thread = null;
    private int budgetHeld;
    private int answerHeld;

    Exchange(RequestHead head, RequestBody body, Peer peer, int bodyLimit, BodyBudget budget, AnswerBudget answers) {
        this.head = head;
        this.body = body;
        this.peer = peer;
        this.bodyLimit = bodyLimit;
        this.budget = budget;
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

    /** {@code http} or {@code https}. */
    public String scheme() {
        return peer.scheme();
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
        if (head.contentLength() > bodyLimit) {
            throw tooLarge();
        }
        byte[] whole = body.takeIfOnePiece();
        if (whole.length > 0 || body.isExhausted()) {
            if (whole.length > bodyLimit) {
                throw tooLarge();
            }
            reserve(whole.length);
            return whole;
        }
        return head.contentLength() >= 0 ? declared((int) head.contentLength()) : undeclared();
    }

    private byte[] declared(int length) throws IOException, InterruptedException {
        reserve(length);
        byte[] whole = new byte[length];
        if (body.readNBytes(whole, 0, length) < length) {
            throw new HttpFailure(400, "The body is shorter than its Content-Length.");
        }
        return whole;
    }

    private byte[] undeclared() throws IOException, InterruptedException {
        byte[] grown = new byte[0];
        for (int length = 0; ; ) {
            if (length == grown.length) {
                int more = Math.max(GROW_BYTES, length);
                reserve(more);
                grown = Arrays.copyOf(grown, length + more);
            }
            int read = body.read(grown, length, grown.length - length);
            if (read < 0) {
                return Arrays.copyOf(grown, length);
            }
            length += read;
            if (length > bodyLimit) {
                throw tooLarge();
            }
        }
    }

    private void reserve(int bytes) throws HttpFailure, InterruptedException {
        if (bytes > 0) {
            budgetHeld += budget.take(bytes);
        }
    }

    private HttpFailure tooLarge() {
        return new HttpFailure(413, "The body is longer than " + bodyLimit + " bytes, the most that is taken here.");
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
        return new ResponseStream(this, peer);
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
        if (budgetHeld > 0) {
            budget.giveBack(budgetHeld);
            budgetHeld = 0;
        }
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
