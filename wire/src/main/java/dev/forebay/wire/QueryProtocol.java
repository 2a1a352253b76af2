package dev.forebay.wire;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** AWS Query: parameters in, XML out. */
final class QueryProtocol implements Protocol {

    private static final String CONTENT_TYPE = "text/xml";

    private final Optional<Service> service;

    /** For requests whose service is unknown or not served. */
    QueryProtocol() {
        this.service = Optional.empty();
    }

    QueryProtocol(Service service) {
        this.service = Optional.of(service);
    }

    /** A call that reads the parameters when it is decoded. */
    Call call(Operation operation, WireRequest request, Form form) {
        operation.service.overlay().pathMember().ifPresent(member -> fromUrl(member, request, form));
        return new OperationCall(operation, this, () -> (SdkRequest) QueryDecoder.structure(form, operation.request()));
    }

    /** AWS: a request to a queue's own URL need not repeat it. */
    private static void fromUrl(String member, WireRequest request, Form form) {
        if (request.path().lastIndexOf('/') > 0) {
            form.putIfAbsent(member, "http://" + request.headers().first("Host").orElse("localhost") + request.path());
        }
    }

    @Override
    public WireResponse encode(Operation operation, SdkResponse response, String requestId) {
        String root = operation.name + "Response";
        String result = operation.name + "Result";
        XmlOutput out = new XmlOutput().open(root, namespace());
        if (operation.answers()) {
            out.open(result);
            XmlEncoder.members(out, operation.response(), response);
            out.close(result);
        }
        out.open("ResponseMetadata").element("RequestId", requestId).close("ResponseMetadata").close(root);
        return answer(200, out, requestId);
    }

    @Override
    public WireResponse encode(Fault fault, String requestId) {
        XmlOutput out = new XmlOutput().open("ErrorResponse", namespace()).open("Error")
                .element("Type", fault.blame())
                .element("Code", fault.code())
                .element("Message", fault.message());
        service.flatMap(known -> known.linker().shape(fault.error()))
                .ifPresent(shape -> XmlEncoder.members(out, shape, fault.error()));
        if (service.map(known -> known.overlay().errorDetail()).orElse(false)) {
            out.element("Detail", "");
        }
        out.close("Error").element("RequestId", requestId).close("ErrorResponse");
        return answer(fault.status(), out, requestId);
    }

    @Override
    public EventFrames events(Operation operation) {
        throw operation.unsupported(); // no service of AWS's streams events in XML
    }

    @Override
    public PageWriter pages(Operation operation, String list, PageSource source, String requestId) {
        throw operation.unsupported(); // none of those services has lists that are too long
    }

    private static WireResponse answer(int status, XmlOutput out, String requestId) {
        return new WireResponse(status, CONTENT_TYPE, List.of("x-amzn-RequestId", requestId), out.toByteArray());
    }

    private String namespace() {
        return service.map(Service::namespace).orElse("");
    }
}
