package dev.forebay.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a request of Smithy RPC v2 asks for: its path is {@code /service/Name/operation/Operation}, the name being
 * the one that is the prefix of X-Amz-Target elsewhere.
 */
final class RpcDetection {

    private static final String HEADER = "smithy-protocol";
    private static final String PROTOCOL = "rpc-v2-cbor";

    /** What each answer carries. */
    static final List<String> MARK = List.of(HEADER, PROTOCOL);

    private static final String SERVICE = "/service/";
    private static final String OPERATION = "/operation/";

    private final Iterable<String> served;
    private final Map<String, Service> services = new HashMap<>();
    private final Map<Service, BodyProtocol> protocols = new HashMap<>();

    RpcDetection(Map<String, Service> all) {
        this.served = all.keySet();
        all.values().stream().filter(Service::speaksRpc).forEach(service -> {
            services.put(service.model().fact("target"), service);
            protocols.put(service, BodyProtocol.rpc(service));
        });
    }

    static boolean isRpc(WireRequest request) {
        return request.headers().first(HEADER).filter(PROTOCOL::equals).isPresent();
    }

    Call detect(WireRequest request) {
        String path = request.path();
        int service = path.indexOf(SERVICE);
        int operation = path.indexOf(OPERATION, service + 1);
        if (service < 0 || operation < 0) {
            return refused(Optional.empty(), "The path of a request of " + PROTOCOL + " names a service and an operation.");
        }
        return detect(request, path.substring(service + SERVICE.length(), operation), path.substring(operation + OPERATION.length()));
    }

    private Call detect(WireRequest request, String name, String action) {
        Service service = services.get(name);
        if (service == null) {
            return refused(Optional.empty(), Wire.notServed(CredentialScope.service(request).orElse(name), served));
        }
        Operation operation = service.operations().get(action);
        return operation == null ? refused(Optional.of(service), "") : protocols.get(service).call(operation, request);
    }

    private Call refused(Optional<Service> service, String message) {
        return Wire.unknownOperation(service, service.map(protocols::get).orElseGet(BodyProtocol::rpcOfNoService), message);
    }
}
