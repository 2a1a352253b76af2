package dev.forebay.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** A protocol whose requests and answers are one object in the body, in JSON or CBOR; what is asked for stands in the headers. */
final class BodyProtocol implements Protocol {

    private final BodyFormat format;

    /** Headers that every answer has: name, value. */
    private final List<String> marks;

    private final boolean queryCompatible;
    private final boolean checksums;
    private final Optional<Service> service;

    private BodyProtocol(BodyFormat format, List<String> marks, Optional<Service> service) {
        this.format = format;
        this.marks = marks;
        this.queryCompatible = service.map(known -> known.model().queryCompatible()).orElse(false);
        this.checksums = service.map(known -> known.overlay().checksums()).orElse(false);
        this.service = service;
    }

    static BodyProtocol json(Service service) {
        boolean first = service.model().protocol().endsWith("1.0");
        return new BodyProtocol(first ? JsonFormat.VERSION_1_0 : JsonFormat.VERSION_1_1, List.of(), Optional.of(service));
    }

    static BodyProtocol cbor(Service service) {
        return new BodyProtocol(CborFormat.AMZ_1_1, List.of(), Optional.of(service));
    }

    static BodyProtocol rpc(Service service) {
        return new BodyProtocol(CborFormat.RPC_V2, RpcDetection.MARK, Optional.of(service));
    }

    /** For requests whose service is unknown or not served. */
    static BodyProtocol ofNoService() {
        return new BodyProtocol(JsonFormat.VERSION_1_0, List.of(), Optional.empty());
    }

    static BodyProtocol rpcOfNoService() {
        return new BodyProtocol(CborFormat.RPC_V2, RpcDetection.MARK, Optional.empty());
    }

    /** A call that reads the body when it is decoded. */
    Call call(Operation operation, WireRequest request) {
        return new OperationCall(operation, this, () -> (SdkRequest) format.decode(operation.request(), GzipBody.of(operation.service, request)));
    }

    @Override
    public WireResponse encode(Operation operation, SdkResponse response, String requestId) {
        if (!marks.isEmpty() && !operation.answers()) {
            // RPC v2: an operation without output has no body and no type of it.
            return answer(200, "", new byte[0], requestId, List.of());
        }
        return answer(200, format.contentType(), format.encode(operation.response(), response), requestId, List.of());
    }

    @Override
    public WireResponse encode(Fault fault, String requestId) {
        // AWS: clients take the code from here, so that code written against the Query protocol keeps working.
        List<String> legacy = queryCompatible ? List.of("x-amzn-query-error", fault.code() + ";" + fault.blame()) : List.of();
        // Modelled errors may have members besides the message.
        Optional<Shape> details = service.flatMap(known -> known.linker().shape(fault.error()));
        return answer(fault.status(), format.contentType(), format.encode(fault, details), requestId, legacy);
    }

    private WireResponse answer(int status, String contentType, byte[] body, String requestId, List<String> more) {
        List<String> headers = headers(requestId);
        headers.addAll(more);
        if (checksums) {
            headers.add("x-amz-crc32");
            headers.add(Long.toString(crc32(body)));
        }
        return new WireResponse(status, contentType, List.copyOf(headers), body);
    }

    /** Those that every answer has. */
    private List<String> headers(String requestId) {
        List<String> headers = new ArrayList<>(8);
        headers.add("x-amzn-RequestId");
        headers.add(requestId);
        headers.addAll(marks);
        return headers;
    }

    private static long crc32(byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(body);
        return sum.getValue();
    }

    @Override
    public PageWriter pages(Operation operation, String list, PageSource source, String requestId) {
        byte[] name = list.getBytes(StandardCharsets.UTF_8);
        Shape shape = operation.response();
        return new PageWriter(format.contentType(), headers(requestId), format.page(shape, shape.member(name, 0, name.length)), source);
    }

    @Override
    public EventFrames events(Operation operation) {
        return new EventFrames(operation, format);
    }
}
