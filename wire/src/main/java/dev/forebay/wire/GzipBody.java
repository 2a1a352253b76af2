package dev.forebay.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Bodies that came compressed: AWS's clients compress PutMetricData from 10 KiB on. Signatures are of what was sent. */
final class GzipBody {

    /** A hundred times what AWS takes of a PutMetricData would do; more is a bomb. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private GzipBody() {}

    /** The body as it was before; what is not gzip, or too long, stays as it is and will not be understood. */
    static byte[] of(WireRequest request) {
        if (request.headers().first("Content-Encoding").filter("gzip"::equalsIgnoreCase).isEmpty()) {
            return request.body();
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            byte[] body = in.readNBytes(MAX_BYTES);
            boolean whole = in.read() < 0;
            return whole ? body : request.body();
        } catch (IOException e) {
            return request.body();
        }
    }
}
