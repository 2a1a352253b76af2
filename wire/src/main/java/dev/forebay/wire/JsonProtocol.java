package dev.forebay.wire;

import dev.forebay.wire.Member.TimeFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** AWS JSON 1.0 and 1.1: the operation is in {@code X-Amz-Target}, everything else in the body. */
final class JsonProtocol implements Protocol {

    /** What answers to SendMessage and to a receive of small messages fit into. */
    private static final int TYPICAL_BYTES = 512;

    private static final JsonDecoder DECODER = new JsonDecoder(TimeFormat.SECONDS);
    private static final JsonEncoder ENCODER = new JsonEncoder(TimeFormat.SECONDS);

    private final String contentType;
    private final boolean queryCompatible;
    private final Optional<Shape.Linker> linker;

    /** For requests whose service is unknown or not served. */
    JsonProtocol() {
        this("1.0", false, Optional.empty());
    }

    JsonProtocol(Service service) {
        this(service.model().protocol().endsWith("1.0") ? "1.0" : "1.1", service.model().queryCompatible(), Optional.of(service.linker()));
    }

    private JsonProtocol(String version, boolean queryCompatible, Optional<Shape.Linker> linker) {
        this.contentType = "application/x-amz-json-" + version;
        this.queryCompatible = queryCompatible;
        this.linker = linker;
    }

    /** A call that reads the body when it is decoded. */
    Call call(Operation operation, WireRequest request) {
        return new OperationCall(operation, this, () -> (SdkRequest) DECODER.decode(operation.request(), request.body()));
    }

    @Override
    public WireResponse encode(Operation operation, SdkResponse response, String requestId) {
        JsonOutput out = new JsonOutput(TYPICAL_BYTES);
        ENCODER.structure(out, operation.response(), response);
        return new WireResponse(200, contentType, List.of("x-amzn-RequestId", requestId), out.toByteArray());
    }

    @Override
    public WireResponse encode(Fault fault, String requestId) {
        JsonOutput out = new JsonOutput(TYPICAL_BYTES).ascii("{\"__type\":").string(fault.type());
        if (!fault.message().isEmpty()) {
            out.ascii(",\"message\":").string(fault.message());
        }
        details(fault).ifPresent(shape -> ENCODER.members(out, shape, fault.error(), false));
        List<String> headers = new ArrayList<>(List.of("x-amzn-RequestId", requestId));
        if (queryCompatible) {
            // AWS: clients take the code from here, so that code written against the Query protocol keeps working.
            headers.addAll(List.of("x-amzn-query-error", fault.code() + ";" + fault.blame()));
        }
        return new WireResponse(fault.status(), contentType, List.copyOf(headers), out.raw('}').toByteArray());
    }

    /** Modelled errors may have members besides the message. */
    private Optional<Shape> details(Fault fault) {
        return linker.flatMap(known -> known.shape(fault.error()));
    }
}
