package dev.forebay.gateway;

import dev.forebay.identity.Caller;
import dev.forebay.wire.Call;
import dev.forebay.wire.EventFrames;
import dev.forebay.wire.Wire;
import dev.forebay.wire.WireRequest;
import dev.forebay.wire.WireResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * The stages of an AWS request, in their one order: <b>detect ▸ authenticate ▸ decode ▸ authorize ▸ invoke ▸ encode ▸
 * send</b>; where the answer is a stream of events, or a list that is written while it is read, invoking opens it and the last two take
 * turns. Runs on the request's thread; stateless beyond its parts. docs/gateway.md lists where each stage can fail.
 */
final class AwsPipeline implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AwsPipeline.class);

    private final Wire wire;
    private final Guard guard;
    private final Served served;
    private final PlainRoutes routes;
    private final Origins origins;
    private final Supplier<String> requestIds;

    AwsPipeline(
            Wire wire,
            Guard guard,
            Served served,
            Origins origins,
            PublicFiles files,
            Supplier<String> requestIds) {
        this.wire = wire;
        this.guard = guard;
        this.served = served;
        this.routes = new PlainRoutes(served.services().keySet(), files);
        this.origins = origins;
        this.requestIds = requestIds;
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
        WireRequest request = new WireRequest(
                exchange.method(), exchange.path(), exchange.query(), exchange.headers(), exchange.body());
        if (routes.answers(request)) {
            exchange.send(routes.answer(request));
            return;
        }
        Call call = wire.detect(request);
        String requestId = requestIds.get();
        CallNotes notes = new CallNotes(origins.of(exchange));
        Answer answer = attempt(exchange, call, requestId, notes, () -> answer(exchange, request, call, requestId, notes));
        attempt(exchange, call, requestId, notes, () -> {
            record(notes.over(call, requestId), answer);
            return answer;
        }).send(exchange);
    }

    /** What cannot be recorded is not answered. */
    private void record(FinishedCall call, Answer answer) {
        try {
            guard.audit().over(call);
        } catch (RuntimeException | Error e) {
            answer.drop();
            throw e;
        }
    }

    private Answer attempt(Exchange exchange, Call call, String requestId, CallNotes notes, Supplier<Answer> stages) {
        try {
            return stages.get();
        } catch (AwsServiceException refused) {
            notes.failed(refused);
            return whole(call, call.encodeError(refused, requestId), requestId);
        } catch (RuntimeException | StackOverflowError failed) {
            notes.failed(isCutShort(exchange, failed) ? Authenticator.awsError("ServiceUnavailable", 503, "") : failed);
            return whole(call, failure(exchange, call, failed, requestId), requestId);
        }
    }

    private Answer answer(Exchange exchange, WireRequest request, Call call, String requestId, CallNotes notes) {
        Caller caller = notes.caller(guard.authenticator().authenticate(request, call.service(), notes.origin()));
        SdkRequest input = call.decode();
        exchange.letGoOfHeaders();
        boolean heard = guard.audit().hears(call.service(), call.operation());
        if (heard) {
            notes.request(input);
        }
        guard.authorizer().authorize(caller, new Authorizer.Asked(call.service(), call.operation(), requestId), input);
        Optional<Door> door = served.door(call);
        if (door.isPresent()) {
            return through(door.get(), call, caller, input, requestId);
        }
        SdkResponse output = call.invoke(served.client(call, caller), input);
        if (heard) {
            notes.response(output);
        }
        return whole(call, call.encode(output, requestId), requestId);
    }

    private static Answer through(Door door, Call call, Caller caller, SdkRequest input, String requestId) {
        return switch (door) {
            case EventDoor events -> {
                EventFrames frames = call.events();
                yield new Events(new EventAnswer(frames, events.open(caller, input), requestId));
            }
            case PageDoor page -> {
                PageAnswer answer = new PageAnswer(call.pages(page.list(), page.opener().open(caller, input), requestId));
                yield exchange -> answer.send(exchange, () -> unavailable(call, Exchange.NO_ROOM, requestId));
            }
        };
    }

    private static Answer whole(Call call, WireResponse response, String requestId) {
        return exchange -> exchange.send(response, () -> unavailable(call, Exchange.NO_ROOM, requestId));
    }

    private static WireResponse unavailable(Call call, String message, String requestId) {
        return call.encodeError(Authenticator.awsError("ServiceUnavailable", 503, message), requestId);
    }

    /** A cancelled request is no error: its client is gone and reads nothing, or the server stops and says so. */
    private WireResponse failure(Exchange exchange, Call call, Throwable failed, String requestId) {
        if (isCutShort(exchange, failed)) {
            return unavailable(call, "The server is stopping.", requestId);
        }
        LOG.error("request {} failed: {} {}", requestId, call.service(), call.operation(), failed);
        return call.encodeError(failed, requestId);
    }

    private static boolean isCutShort(Exchange exchange, Throwable failed) {
        return exchange.wasCutShort(failed) || exchange.isCancelled() && failed instanceof AbortedException;
    }

    /** An answer that waits to be sent: what fails from there on is no refusal any more. */
    @FunctionalInterface
    private interface Answer {

        void send(Exchange exchange) throws IOException;

        /** It will not be sent. */
        default void drop() {}
    }

    private record Events(EventAnswer events) implements Answer {

        @Override
        public void send(Exchange exchange) throws IOException {
            events.send(exchange);
        }

        @Override
        public void drop() {
            events.drop();
        }
    }
}
