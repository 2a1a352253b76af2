package dev.forebay.wire;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells what a request without {@code X-Amz-Target} asks for: the service from the scope that it is signed for, the
 * operation from the parameter Action. A request that nobody signed is told by Action and, where it is given, Version, if
 * these name exactly one served operation: the links in SNS's messages have no more.
 */
final class QueryDetection {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, Service> services;
    private final Map<Service, QueryProtocol> protocols = new HashMap<>();

    QueryDetection(Map<String, Service> services) {
        this.services = services;
        services.values().stream().filter(Service::speaksQuery).forEach(service -> protocols.put(service, new QueryProtocol(service)));
    }

    Call detect(WireRequest request) {
        Optional<String> scope = CredentialScope.service(request);
        Optional<Service> signed = scope.map(services::get);
        if (scope.isPresent() && signed.filter(protocols::containsKey).isEmpty()) {
            return refused(Optional.empty(), () -> notServed(scope.get()));
        }
        return signed.<Call>map(service -> new LaterCall(service, protocols.get(service), () -> detect(request, signed)))
                .orElseGet(() -> detect(request, signed));
    }

    private Call detect(WireRequest request, Optional<Service> signed) {
        Form form;
        try {
            form = parameters(signed, request);
        } catch (WireException malformed) {
            return refused(signed, () -> malformed);
        }
        return detect(request, form, signed);
    }

    private Call detect(WireRequest request, Form form, Optional<Service> signed) {
        String version = form.text("Version").orElse("");
        String action = form.text("Action").orElse("");
        Optional<Service> service = signed.or(() -> only(version, action));
        if (service.isEmpty()) {
            return refused(service, () -> WireException.of(403, "MissingAuthenticationToken", "Request is missing Authentication Token"));
        }
        if (action.isEmpty()) {
            return refused(service, () -> WireException.of(
                    400, "MissingAction", "The request is missing an action or a required parameter."));
        }
        if (!version.isEmpty() && !version.equals(service.get().model().fact("version"))) {
            return refused(service, () -> WireException.of(
                    400, "NoSuchVersion", "The requested version ( " + version + " ) is not valid."));
        }
        Operation operation = service.get().operations().get(action);
        if (operation == null) {
            return refused(service, () -> WireException.of(
                    400, "InvalidAction", "The action " + action + " is not valid for this endpoint."));
        }
        return protocols.get(service.get()).call(operation, request, form);
    }

    private static Form parameters(Optional<Service> signed, WireRequest request) {
        byte[] query = request.query().getBytes(StandardCharsets.UTF_8);
        boolean form = request.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT).startsWith(FORM);
        return form ? Form.parse(query, signed.map(service -> GzipBody.of(service, request)).orElse(request.body())) : Form.parse(query);
    }

    private Optional<Service> only(String version, String action) {
        List<Service> found = protocols.keySet().stream()
                .filter(service -> version.isEmpty() || service.model().fact("version").equals(version))
                .filter(service -> service.operations().containsKey(action))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Call refused(Optional<Service> service, Supplier<WireException> refusal) {
        return service.<Call>map(known -> new RefusedCall(known.name(), "", protocols.get(known), known.errors(), refusal))
                .orElseGet(() -> new RefusedCall("", "", new QueryProtocol(), new ErrorNames(), refusal));
    }

    private WireException notServed(String asked) {
        return WireException.of(400, "InvalidAction", Wire.notServed(asked, services.keySet()));
    }
}
