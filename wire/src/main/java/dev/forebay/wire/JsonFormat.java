package dev.forebay.wire;

import dev.forebay.wire.Member.TimeFormat;
import java.util.Optional;

/** AWS JSON 1.0 or 1.1: times are seconds, blobs are base64. */
record JsonFormat(String contentType) implements BodyFormat {

    static final JsonFormat VERSION_1_0 = new JsonFormat("application/x-amz-json-1.0");
    static final JsonFormat VERSION_1_1 = new JsonFormat("application/x-amz-json-1.1");

    /** What answers to SendMessage and to a receive of small messages fit into. */
    private static final int TYPICAL_BYTES = 512;

    private static final JsonDecoder DECODER = new JsonDecoder(TimeFormat.SECONDS);
    private static final JsonEncoder ENCODER = new JsonEncoder(TimeFormat.SECONDS);

    @Override
    public Object decode(Shape shape, byte[] body) {
        return DECODER.decode(shape, body);
    }

    @Override
    public byte[] encode(Shape shape, Object object) {
        JsonOutput out = new JsonOutput(TYPICAL_BYTES);
        ENCODER.structure(out, shape, object);
        return out.toByteArray();
    }

    @Override
    public PageFormat page(Shape shape, Member list) {
        return ENCODER.page(new JsonOutput(TYPICAL_BYTES), shape, list);
    }

    @Override
    public byte[] encode(Fault fault, Optional<Shape> details) {
        JsonOutput out = new JsonOutput(TYPICAL_BYTES).ascii("{\"__type\":").string(fault.type());
        if (!fault.message().isEmpty()) {
            out.ascii(",\"message\":").string(fault.message());
        }
        details.ifPresent(shape -> ENCODER.members(out, shape, fault.error(), false));
        return out.raw('}').toByteArray();
    }
}
