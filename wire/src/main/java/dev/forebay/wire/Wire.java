package dev.forebay.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The AWS protocols of a set of services. Immutable once built; operations are linked at their first call. */
public final class Wire {

    private final Map<String, Service> services = new TreeMap<>();

    /** The operations called so far, by the whole of X-Amz-Target: one look-up for the hot path. */
    private final Map<String, Operation> targets = new ConcurrentHashMap<>();

    /** By what stands before the operation in X-Amz-Target. */
    private final Map<String, Service> prefixes = new HashMap<>();

    private final Map<Service, BodyProtocol> json = new HashMap<>();
    private final Map<Service, BodyProtocol> cbor = new HashMap<>();
    private final RpcDetection rpc;
    private final QueryDetection query;

    private Wire(List<WireModel> models) {
        for (WireModel model : models) {
            Service service = new Service(model, Overlay.of(model.service()));
            services.put(model.service(), service);
            if (service.speaksJson()) {
                json.put(service, BodyProtocol.json(service));
                prefixes.put(model.fact("target"), service);
            }
            if (service.speaksCbor()) {
                cbor.put(service, BodyProtocol.cbor(service));
            }
        }
        this.rpc = new RpcDetection(services);
        this.query = new QueryDetection(services);
    }

    /** The protocols of these services, named as in credential scopes: {@code sqs}, {@code sns} … */
    public static Wire of(List<String> services) {
        return ofModels(services.stream().map(WireModel::load).toList());
    }

    static Wire ofModels(List<WireModel> models) {
        return new Wire(models);
    }

    /** What is served, for tests of the whole. */
    Service service(String name) {
        return services.get(name);
    }

    /**
     * Tells what a request asks for: from its headers, path and credential scope, never by guessing. Never throws for a
     * request that names nothing known: such a call fails in {@link Call#decode} with AWS's own error, so that the
     * caller is authenticated first. For the same reason the body of a request that is signed is not looked at here.
     */
    public Call detect(WireRequest request) {
        Optional<String> target = request.headers().first("X-Amz-Target");
        if (target.isEmpty()) {
            return RpcDetection.isRpc(request) ? rpc.detect(request) : query.detect(request);
        }
        Operation operation = targets.get(target.get());
        return operation == null
                ? firstOf(target.get(), request)
                : ofTarget(operation.service, request).call(operation, request);
    }

    private Call firstOf(String target, WireRequest request) {
        int dot = target.lastIndexOf('.');
        Service service = prefixes.get(target.substring(0, Math.max(dot, 0)));
        if (service == null) {
            return unknownTarget(request, target);
        }
        Operation operation = service.operations().get(target.substring(dot + 1));
        if (operation == null) {
            // AWS: no message.
            return unknownOperation(Optional.of(service), ofTarget(service, request), "");
        }
        targets.put(target, operation);
        return ofTarget(service, request).call(operation, request);
    }

    /** JSON, or CBOR where the service speaks it. */
    private BodyProtocol ofTarget(Service service, WireRequest request) {
        BodyProtocol found = cbor.get(service);
        boolean asked = found != null
                && request.headers().first("Content-Type").filter(type -> type.startsWith(CborFormat.AMZ_1_1.contentType())).isPresent();
        return asked ? found : json.get(service);
    }

    private Call unknownTarget(WireRequest request, String target) {
        Optional<String> scope = CredentialScope.service(request);
        Optional<Service> signed = scope.map(services::get);
        if (signed.isPresent()) {
            String message = signed.get().speaksJson()
                    ? "The target " + target + " is none of " + scope.get() + "."
                    : "The protocol of " + scope.get() + " is AWS Query: parameters in a form, answers in XML.";
            return unknownOperation(signed, json.getOrDefault(signed.get(), BodyProtocol.ofNoService()), message);
        }
        return unknownOperation(Optional.empty(), BodyProtocol.ofNoService(), notServed(scope.orElse(target.substring(0, Math.max(target.lastIndexOf('.'), 0))), services.keySet()));
    }

    static Call unknownOperation(Optional<Service> service, Protocol protocol, String message) {
        return new RefusedCall(service.map(Service::name).orElse(""), "", protocol, service.map(Service::errors).orElseGet(ErrorNames::new),
                () -> WireException.of(400, "UnknownOperationException", message));
    }

    static String notServed(String asked, Iterable<String> served) {
        return "Forebay does not serve " + (asked.isEmpty() ? "what was asked for" : asked) + "; it serves: " + String.join(", ", served);
    }
}
