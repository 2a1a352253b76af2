package dev.forebay.wire;

import dev.forebay.wire.Member.TimeFormat;
import java.util.Optional;

/** CBOR (RFC 8949), of which AWS has two kinds that differ in their times. */
record CborFormat(String contentType, TimeFormat time) implements BodyFormat {

    /** AWS: AWS JSON in other letters, for Kinesis; times are milliseconds, although the tag that they carry means seconds. */
    static final CborFormat AMZ_1_1 = new CborFormat("application/x-amz-cbor-1.1", TimeFormat.MILLIS);

    /** Smithy RPC v2: times are seconds. */
    static final CborFormat RPC_V2 = new CborFormat("application/cbor", TimeFormat.SECONDS);

    private static final int TYPICAL_BYTES = 512;

    @Override
    public Object decode(Shape shape, byte[] body) {
        return new CborDecoder(time).decode(shape, body);
    }

    @Override
    public byte[] encode(Shape shape, Object object) {
        CborOutput out = new CborOutput(TYPICAL_BYTES);
        new CborEncoder(time).structure(out, shape, object);
        return out.toByteArray();
    }

    @Override
    public PageFormat page(Shape shape, Member list) {
        return new CborEncoder(time).page(new CborOutput(TYPICAL_BYTES), shape, list);
    }

    @Override
    public byte[] encode(Fault fault, Optional<Shape> details) {
        CborOutput out = new CborOutput(TYPICAL_BYTES).openMap().text("__type").text(fault.type());
        if (!fault.message().isEmpty()) {
            out.text("message").text(fault.message());
        }
        details.ifPresent(shape -> new CborEncoder(time).members(out, shape, fault.error()));
        return out.end().toByteArray();
    }
}
