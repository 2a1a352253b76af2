package dev.forebay.wire;

/** Checks a decoded request against AWS's model and says what AWS says. Safe for threads. */
interface Validator {

    /** @throws WireException for the first thing, or the things, that AWS's model does not allow */
    void check(Shape shape, Object request);

    static Validator of(Service service) {
        return service.overlay().plainValidation() ? new PlainValidator() : new CoralValidator();
    }
}
