package dev.forebay.gateway;

import dev.forebay.wire.WireRequest;
import dev.forebay.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The few answers that are not an operation's: health, public files, and a word to a browser that came by. Immutable. */
final class PlainRoutes {

    /** Where health is told. */
    static final String HEALTH = "/_forebay/health";

    private static final String PREFIX = "/_forebay/";

    private final WireResponse health;
    private final WireResponse unknown;
    private final WireResponse welcome;
    private final PublicFiles files;

    /** {@code files}: what services serve to anybody, by path. */
    PlainRoutes(Collection<String> services, PublicFiles files) {
        this.files = files;
        String quoted = new TreeSet<>(services).stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        String json = "{\"status\":\"running\",\"version\":\"" + version() + "\",\"services\":[" + quoted + "]}\n";
        this.health = new WireResponse(200, "application/json", List.of(), json.getBytes(StandardCharsets.UTF_8));
        this.unknown = RequestThreads.text(404, "Nothing is here. Health is at " + HEALTH + ".");
        this.welcome = RequestThreads.text(404, """
                This is Forebay, a server that speaks AWS's protocols; it has no page at this address.
                Point an AWS client at it, for example:  aws --endpoint-url http://HOST:PORT sqs list-queues
                Health is at %s.""".formatted(HEALTH));
    }

    /** Whether the request is none of AWS's. */
    boolean answers(WireRequest request) {
        return request.path().startsWith(PREFIX) || reads(request) && !isMarked(request);
    }

    /** The answer to such a request. */
    WireResponse answer(WireRequest request) {
        if (request.path().equals(HEALTH)) {
            return reads(request) ? health : RequestThreads.text(405, "Health is only read.");
        }
        return files.find(request.path())
                .map(file -> new WireResponse(200, file.contentType(), List.of(), file.content()))
                .orElse(request.path().startsWith(PREFIX) ? unknown : welcome);
    }

    private static boolean reads(WireRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    /** Whether anything says that an AWS client sent this: a signature, a target, or a query operation. */
    private static boolean isMarked(WireRequest request) {
        String query = request.query();
        return request.headers().first("authorization").isPresent()
                || request.headers().first("x-amz-target").isPresent()
                || request.headers().first("x-amz-date").isPresent()
                || query.startsWith("Action=") || query.contains("&Action=") || query.contains("X-Amz-");
    }

    private static String version() {
        return Optional.ofNullable(PlainRoutes.class.getPackage().getImplementationVersion()).orElse("development");
    }
}
