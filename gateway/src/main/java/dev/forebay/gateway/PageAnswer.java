package dev.forebay.gateway;

import dev.forebay.wire.PageWriter;
import dev.forebay.wire.WireResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An answer that is written while its list is being read. A short one is sent whole; of a longer one no more is in memory than what is
 * on its way, however many read. What fails once it is on its way ends the connection: there is no status left to say it with. Runs on the request's
 * thread.
 */
final class PageAnswer {

    private static final int PIECE = SlicedAnswer.LARGE;

    /** What is read ahead, what is written, and what is on its way. */
    private static final int HELD = 512 * 1024;

    private final PageWriter writer;
    private final boolean whole;

    /**
     * Writes the beginning.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when nothing can be read
     */
    PageAnswer(PageWriter writer) {
        this.writer = writer;
        this.whole = writer.write(PIECE);
    }

    /** Sends all of it, as the client takes it. */
    void send(Exchange exchange, Supplier<WireResponse> whenFull) throws IOException {
        if (whole) {
            exchange.send(writer.whole(), whenFull);
            return;
        }
        Optional<OutputStream> out = exchange.page(writer.contentType(), writer.headers(), HELD);
        if (out.isPresent()) {
            stream(out.get());
        } else {
            exchange.send(whenFull.get());
        }
    }

    private void stream(OutputStream out) throws IOException {
        boolean complete = false;
        while (!complete) {
            writer.moveTo(out);
            complete = writer.write(PIECE);
        }
        writer.moveTo(out);
        out.close();
    }
}
