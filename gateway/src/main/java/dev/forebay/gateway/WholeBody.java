package dev.forebay.gateway;

import java.io.IOException;
import java.util.Arrays;

/** A request's body taken whole, within its limit and within the memory that such bodies share. One thread. */
final class WholeBody {

    private static final int GROW_BYTES = 64 * 1024;

    private final RequestBody body;
    private final int limit;
    private final BodyBudget budget;
    private int held;

    WholeBody(RequestBody body, int limit, BodyBudget budget) {
        this.body = body;
        this.limit = limit;
        this.budget = budget;
    }

    /** Waits for it; {@code declared} is its length, or -1. */
    byte[] take(long declared) throws IOException, InterruptedException {
        if (declared > limit) {
            throw tooLarge();
        }
        byte[] whole = body.takeIfOnePiece();
        if (whole.length > 0 || body.isExhausted()) {
            if (whole.length > limit) {
                throw tooLarge();
            }
            reserve(whole.length);
            return whole;
        }
        return declared >= 0 ? declared((int) declared) : undeclared();
    }

    private byte[] declared(int length) throws IOException, InterruptedException {
        reserve(length);
        byte[] whole = new byte[length];
        if (body.fill(whole) < length) {
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
            if (length > limit) {
                throw tooLarge();
            }
        }
    }

    private void reserve(int bytes) throws HttpFailure, InterruptedException {
        if (bytes > 0) {
            held += budget.take(bytes);
        }
    }

    private HttpFailure tooLarge() {
        return new HttpFailure(413, "The body is longer than " + limit + " bytes, the most that is taken here.");
    }

    /** Gives its memory back. */
    void release() {
        if (held > 0) {
            budget.giveBack(held);
            held = 0;
        }
    }
}
