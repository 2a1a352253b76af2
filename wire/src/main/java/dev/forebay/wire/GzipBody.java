package dev.forebay.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Bodies that came compressed: AWS's clients compress PutMetricData from 10 KiB on. Signatures are of what was sent. */
final class GzipBody {

    /**
     * AWS: PutMetricData is the only operation served here whose clients compress. Nothing else is inflated: a long poll would hold, for
     * as long as it lasts, what cost its client a thousandth.
     */
    private static final String SERVICE = "monitoring";

    /** A hundred times what AWS takes of a PutMetricData would do; more is a bomb. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private GzipBody() {}

    /** The request with its body as it was before; what is not gzip, or too long, stays as it is and will not be understood. */
    static WireRequest inflated(Service service, WireRequest request) {
        if (!service.name().equals(SERVICE) || request.headers().first("Content-Encoding").filter("gzip"::equalsIgnoreCase).isEmpty()) {
            return request;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            byte[] body = in.readNBytes(MAX_BYTES);
            boolean whole = in.read() < 0;
            return whole ? new WireRequest(request.method(), request.path(), request.query(), request.headers(), body) : request;
        } catch (IOException e) {
            return request;
        }
    }
}
