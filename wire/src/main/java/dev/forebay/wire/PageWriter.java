package dev.forebay.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** Writes an answer in the request's protocol while its list is being read. Used by one thread. */
public final class PageWriter {

    private final String contentType;
    private final List<String> headers;
    private final PageFormat page;
    private final PageSource source;

    PageWriter(String contentType, List<String> headers, PageFormat page, PageSource source) {
        this.contentType = contentType;
        this.headers = headers;
        this.page = page;
        this.source = source;
    }

    public String contentType() {
        return contentType;
    }

    /** Headers as name, value, name, value. */
    public List<String> headers() {
        return headers;
    }

    /**
     * Writes until at least so many bytes are there to be taken.
     *
     * @return whether the answer is complete
     */
    public boolean write(int bytes) {
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
    public WireResponse whole() {
        return new WireResponse(200, contentType, headers, page.out().toByteArray());
    }

    /** Moves on what was written. */
    public void moveTo(OutputStream out) throws IOException {
        page.out().moveTo(out);
    }
}
