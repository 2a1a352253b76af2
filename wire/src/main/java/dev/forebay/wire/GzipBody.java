package dev.forebay.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Bodies that came compressed: AWS's clients compress PutMetricData from 10 KiB on. Signatures are of what was sent. */
final class GzipBody {

    /**
     * AWS: PutMetricData is the only operation served here whose clients compress. Nothing else is inflated: it would cost us a
     * thousand times what it costs a client.
     */
    private static final String SERVICE = "monitoring";

    /** A hundred times what AWS takes of a PutMetricData would do; more is a bomb. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private GzipBody() {}

    /** The body as it was before; what is not gzip, or too long, stays as it is and will not be understood. */
    static byte[] of(Service service, WireRequest request) {
        if (!service.name().equals(SERVICE) || request.headers().first("Content-Encoding").filter("gzip"::equalsIgnoreCase).isEmpty()) {
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
