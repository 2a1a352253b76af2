package dev.forebay.wire;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * A call whose service is told by its signature, and whose operation only by its body: that is not looked at before somebody
 * asks, so that the signature can be verified first. Used by one thread.
 */
final class LaterCall implements Call {

    private final Service service;
    private final Protocol protocol;
    private final Supplier<Call> detection;
    private Optional<Call> detected = Optional.empty();

    LaterCall(Service service, Protocol protocol, Supplier<Call> detection) {
        this.service = service;
        this.protocol = protocol;
        this.detection = detection;
    }

    private Call detected() {
        if (detected.isEmpty()) {
            detected = Optional.of(detection.get());
        }
        return detected.get();
    }

    @Override
    public String service() {
        return service.name();
    }

    @Override
    public String operation() {
        return detected().operation();
    }

    @Override
    public SdkRequest decode() {
        return detected().decode();
    }

    @Override
    public SdkResponse invoke(Object client, SdkRequest request) {
        return detected().invoke(client, request);
    }

    @Override
    public WireResponse encode(SdkResponse response, String requestId) {
        return detected().encode(response, requestId);
    }

    @Override
    public EventFrames events() {
        return detected().events();
    }

    @Override
    public PageWriter pages(String list, PageSource source, String requestId) {
        return detected().pages(list, source, requestId);
    }

    /** Whatever the operation: errors are spelled the same for all of a service. */
    @Override
    public WireResponse encodeError(Throwable error, String requestId) {
        return protocol.encode(service.errors().fault(error), requestId);
    }
}
