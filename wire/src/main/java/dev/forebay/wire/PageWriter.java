package dev.forebay.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** Writes an answer in the request's protocol while its list is being read. Used by one thread. */
public final class PageWriter {

    private final BodyFormat format;
    private final PageFormat page;
    private final PageSource source;
    private boolean begun;

    PageWriter(BodyFormat format, PageFormat page, PageSource source) {
        this.format = format;
        this.page = page;
        this.source = source;
    }

    public String contentType() {
        return format.contentType();
    }

    /** Headers as name, value, name, value. */
    public List<String> headers(String requestId) {
        return List.of("x-amzn-RequestId", requestId);
    }

    /**
     * Writes until at least so many bytes are there to be taken.
     *
     * @return whether the answer is complete
     */
    public boolean write(int bytes) {
        if (!begun) {
            page.begin();
            begun = true;
        }
        while (page.out().size() < bytes) {
            Optional<? extends SdkPojo> next = source.next();
            if (next.isEmpty()) {
                page.end(source.rest());
                return true;
            }
            page.element(next.get());
        }
        return false;
    }

    /** All that was written, as a whole answer. */
    public WireResponse whole(String requestId) {
        return new WireResponse(200, contentType(), headers(requestId), page.out().toByteArray());
    }

    /** Moves on what was written. */
    public void moveTo(OutputStream out) throws IOException {
        page.out().moveTo(out);
    }
}
