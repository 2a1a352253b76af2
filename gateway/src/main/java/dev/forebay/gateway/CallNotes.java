package dev.forebay.gateway;

import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.wire.Call;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** What becomes known of a call stage by stage, for the audit. Belongs to the request's thread. */
final class CallNotes {

    private final Origin origin;
    private Optional<Caller> caller = Optional.empty();
    private Optional<SdkRequest> request = Optional.empty();
    private Optional<SdkResponse> response = Optional.empty();
    private Optional<CallError> error = Optional.empty();

    CallNotes(Origin origin) {
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    Caller caller(Caller known) {
        caller = Optional.of(known);
        return known;
    }

    void request(SdkRequest read) {
        request = Optional.of(read);
    }

    void response(SdkResponse made) {
        response = Optional.of(made);
    }

    void failed(Throwable thrown) {
        response = Optional.empty();
        error = Optional.of(CallError.of(thrown));
    }

    FinishedCall over(Call call, String requestId) {
        return new FinishedCall(call.service(), call.operation(), requestId, origin, caller, request, response, error);
    }
}
