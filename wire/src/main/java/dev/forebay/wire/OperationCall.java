package dev.forebay.wire;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** A call of an operation that AWS's model knows. */
final class OperationCall implements Call {

    private final Operation operation;
    private final Protocol protocol;
    /** Has the body, which is let go once it is read: the call lives on while the store writes. */
    private Optional<Supplier<SdkRequest>> reading;

    OperationCall(Operation operation, Protocol protocol, Supplier<SdkRequest> reading) {
        this.operation = operation;
        this.protocol = protocol;
        this.reading = Optional.of(reading);
    }

    @Override
    public String service() {
        return operation.service.name();
    }

    @Override
    public String operation() {
        return operation.name;
    }

    @Override
    public SdkRequest decode() {
        SdkRequest decoded = reading.orElseThrow().get();
        reading = Optional.empty();
        operation.service.validator().check(operation.request(), decoded);
        return decoded;
    }

    @Override
    public SdkResponse invoke(Object client, SdkRequest decoded) {
        try {
            return operation.invoke(client, decoded);
        } catch (UnsupportedOperationException e) {
            throw leftOut(e) ? operation.unsupported() : e;
        }
    }

    /** The SDK's interfaces throw it from every method that an implementation has left out; others who do have a bug. */
    private boolean leftOut(UnsupportedOperationException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().equals(operation.service.model().clientClass());
    }

    @Override
    public WireResponse encode(SdkResponse response, String requestId) {
        return protocol.encode(operation, response, requestId);
    }

    @Override
    public EventFrames events() {
        return protocol.events(operation);
    }

    @Override
    public PageWriter pages(String list, PageSource source, String requestId) {
        return protocol.pages(operation, list, source, requestId);
    }

    @Override
    public WireResponse encodeError(Throwable error, String requestId) {
        return protocol.encode(operation.service.errors().fault(error), requestId);
    }
}
