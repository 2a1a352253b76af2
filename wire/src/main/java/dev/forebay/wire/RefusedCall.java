package dev.forebay.wire;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * A call of nothing that is served. It fails in {@link #decode}, so that callers are authenticated before they learn
 * what is.
 *
 * @param names   the names of errors, for the refusal and for what the server finds before it
 * @param refusal why; made when asked
 */
record RefusedCall(String service, String operation, Protocol protocol, ErrorNames names, Supplier<WireException> refusal)
        implements Call {

    @Override
    public SdkRequest decode() {
        throw refusal.get();
    }

    @Override
    public SdkResponse invoke(Object client, SdkRequest request) {
        throw refusal.get();
    }

    @Override
    public WireResponse encode(SdkResponse response, String requestId) {
        throw refusal.get();
    }

    @Override
    public EventFrames events() {
        throw refusal.get();
    }

    @Override
    public PageWriter pages(String list, PageSource source, String requestId) {
        throw refusal.get();
    }

    @Override
    public WireResponse encodeError(Throwable error, String requestId) {
        return protocol.encode(names.fault(error), requestId);
    }
}
