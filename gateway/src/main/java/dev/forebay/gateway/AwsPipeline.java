package dev.forebay.gateway;

import dev.forebay.identity.Caller;
import dev.forebay.wire.Call;
import dev.forebay.wire.Wire;
import dev.forebay.wire.WireRequest;
import dev.forebay.wire.WireResponse;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * The stages of an AWS request, in their one order: <b>detect ▸ authenticate ▸ decode ▸ authorize ▸ invoke ▸ encode ▸
 * send</b>. Runs on the request's thread; stateless beyond its parts. docs/gateway.md lists where each stage can fail.
 */
final class AwsPipeline implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AwsPipeline.class);

    private final Wire wire;
    private final Authenticator authenticator;
    private final Authorizer authorizer;
    private final Map<String, Function<Caller, ?>> services;
    private final PlainRoutes routes;
    private final Supplier<String> requestIds;

    AwsPipeline(
            Wire wire,
            Authenticator authenticator,
            Authorizer authorizer,
            Map<String, Function<Caller, ?>> services,
            PublicFiles files,
            Supplier<String> requestIds) {
        this.wire = wire;
        this.authenticator = authenticator;
        this.authorizer = authorizer;
        this.services = Map.copyOf(services);
        this.routes = new PlainRoutes(services.keySet(), files);
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
        WireResponse response;
        try {
            Caller caller = traced(authenticator.authenticate(request, endpoint(exchange)), request);
            SdkRequest input = call.decode();
            authorizer.authorize(caller, call.service(), call.operation(), input);
            SdkResponse output = call.invoke(client(call, caller), input);
            response = call.encode(output, requestId);
        } catch (AwsServiceException refused) {
            response = call.encodeError(refused, requestId);
        } catch (RuntimeException | StackOverflowError failed) {
            response = failure(exchange, call, failed, requestId);
        }
        exchange.send(response);
    }

    private static Caller traced(Caller caller, WireRequest request) {
        return request.headers().first("x-amzn-trace-id").map(caller::withTrace).orElse(caller);
    }

    private Object client(Call call, Caller caller) {
        Function<Caller, ?> service = services.get(call.service());
        if (service == null) {
            throw Authenticator.awsError("UnknownOperationException", 400, "The service " + call.service() + " is not served here.");
        }
        return service.apply(caller);
    }

    /** What services put into URLs: the host that the client used, unless it could not stand in one. */
    private static String endpoint(Exchange exchange) {
        String authority = Authority.isSafe(exchange.authority()) ? exchange.authority() : exchange.localAuthority();
        return exchange.scheme() + "://" + authority;
    }

    /** A cancelled request is no error: its client is gone and reads nothing, or the server stops and says so. */
    private WireResponse failure(Exchange exchange, Call call, Throwable failed, String requestId) {
        if (exchange.wasCutShort(failed) || exchange.isCancelled() && failed instanceof AbortedException) {
            return call.encodeError(
                    Authenticator.awsError("ServiceUnavailable", 503, "The server is stopping."), requestId);
        }
        LOG.error("request {} failed: {} {}", requestId, call.service(), call.operation(), failed);
        return call.encodeError(failed, requestId);
    }
}
