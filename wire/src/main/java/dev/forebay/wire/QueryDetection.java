package dev.forebay.wire;

import java.util.Map;

/** Stub. */
final class QueryDetection {

    private final Map<String, Service> services;

    QueryDetection(Map<String, Service> services) {
        this.services = services;
    }

    Call detect(WireRequest request) {
        String asked = CredentialScope.service(request).orElse("");
        return new RefusedCall("", "", new JsonProtocol(), new ErrorNames(),
                () -> WireException.of(400, "UnknownOperationException", Wire.notServed(asked, services.keySet())));
    }
}
