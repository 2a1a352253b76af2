package dev.forebay.gateway;

import dev.forebay.wire.EventFrames;
import dev.forebay.wire.EventSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** An answer that is a stream of events, each on its way before the next is waited for. Runs on the request's thread. */
final class EventAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(EventAnswer.class);

    private final EventFrames frames;
    private final EventSource source;
    private final String requestId;

    EventAnswer(EventFrames frames, EventSource source, String requestId) {
        this.frames = frames;
        this.source = source;
        this.requestId = requestId;
    }

    /** Sends all events until the source, the client or the server ends the stream, and closes the source. */
    void send(Exchange exchange) throws IOException {
        try (source) {
            OutputStream out = exchange.stream(200, EventFrames.CONTENT_TYPE, List.of("x-amzn-RequestId", requestId));
            write(out, frames.first());
            sendEvents(out);
            out.close();
        }
    }

    /** It will not be sent: closes the source. */
    void drop() {
        source.close();
    }

    private void sendEvents(OutputStream out) throws IOException {
        try {
            for (Optional<SdkPojo> event = source.next(); event.isPresent(); event = source.next()) {
                write(out, frames.event(event.get()));
            }
        } catch (InterruptedException e) {
            // The client left and reads nothing, or the server stops: an end is what makes clients subscribe again.
            LOG.debug("stream {} was cut short", requestId);
        } catch (AwsServiceException refused) {
            write(out, frames.failure(refused));
        } catch (RuntimeException failed) {
            LOG.error("stream {} failed", requestId, failed);
            write(out, frames.failure(failed));
        }
    }

    private static void write(OutputStream out, byte[] frame) throws IOException {
        out.write(frame);
        out.flush();
    }
}
