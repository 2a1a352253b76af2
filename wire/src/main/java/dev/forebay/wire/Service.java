package dev.forebay.wire;

import java.util.HashMap;
import java.util.Map;

/** One served AWS service: its model, its operations and the names of its errors; these two from the first call on. */
final class Service {

    private final WireModel model;
    private final Overlay overlay;
    private final Shape.Linker linker;
    private final Validator validator;

    // Null until asked for. Racing threads make the same.
    private volatile ErrorNames errors;
    private volatile Map<String, Operation> operations;

    Service(WireModel model, Overlay overlay) {
        this.model = model;
        this.overlay = overlay;
        this.linker = new Shape.Linker(model, overlay);
        this.validator = Validator.of(this);
    }

    /** As in credential scopes. */
    String name() {
        return model.service();
    }

    WireModel model() {
        return model;
    }

    Overlay overlay() {
        return overlay;
    }

    Shape.Linker linker() {
        return linker;
    }

    ErrorNames errors() {
        ErrorNames known = errors;
        if (known == null) {
            known = new ErrorNames(model, overlay);
            errors = known;
        }
        return known;
    }

    Validator validator() {
        return validator;
    }

    boolean speaksJson() {
        return model.protocols().contains("json");
    }

    /** AWS JSON's fields in CBOR. */
    boolean speaksCbor() {
        return model.protocols().contains("cbor");
    }

    boolean speaksRpc() {
        return model.protocols().contains("smithy-rpc-v2-cbor");
    }

    /** Today, or in the days that the overlay remembers. */
    boolean speaksQuery() {
        return model.protocols().contains("query") || !overlay.namespace().isEmpty();
    }

    /** Of XML answers. */
    String namespace() {
        return overlay.namespace().isEmpty() ? model.fact("namespace") : overlay.namespace();
    }

    Map<String, Operation> operations() {
        Map<String, Operation> known = operations;
        if (known == null) {
            Map<String, Operation> made = new HashMap<>();
            model.operations().keySet().forEach(name -> made.put(name, new Operation(this, name)));
            known = made;
            operations = known;
        }
        return known;
    }

    /** Loaded at the first call, so that a service that nobody calls costs nothing. */
    Class<?> clientInterface() {
        try {
            return Class.forName(model.clientClass(), false, Service.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the SDK's classes of " + name() + " are not on the class path", e);
        }
    }
}
