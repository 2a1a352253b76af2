package dev.forebay.cloudtrail;

import dev.forebay.identity.Json;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Tls;
import dev.forebay.runtime.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkPojo;

/** Makes events of calls, in the form of AWS's record 1.11: members in AWS's order. Any thread. */
final class EventWriter {

    private static final String VERSION = "1.11";

    /** AWS: the address of who is within, as a call in process is. */
    private static final String INTERNAL = "AWS Internal";

    /** AWS: what is larger is left out, and the event says so. Theirs is 100 KB; rows are better small. */
    private static final int MAX_PART = 32 * 1024;

    /** AWS: these answers are shown although the calls change nothing, as they tell which key was given to whom. */
    private static final Set<String> SHOWN_ANSWERS =
            Set.of("AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "GetSessionToken", "GetFederationToken");

    private static final Json NULL = new Json.Bare("null");
    private static final Json NOTHING = new Json.Members(Map.of());

    private final RandomGenerator random;

    EventWriter(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The event of a call.
     *
     * @param place where it is recorded
     */
    Event event(ApiCall call, OperationKind kind, Place place, long now) {
        String id = Ids.uuid(random).toString();
        List<Resource> resources = call.caller().map(caller -> ResourceTable.of(call, caller)).orElse(List.of());
        return new Event(id, call.operation(), source(call), call.caller().map(UserIdentity::userName).orElse(""),
                call.caller().map(caller -> caller.principal().session().accessKeyId()).orElse(""), kind.readOnly(), now, resources,
                json(call, kind, new Head(id, place, now, resources)).toString());
    }

    private Json.Members json(ApiCall call, OperationKind kind, Head head) {
        Map<String, Json> record = new LinkedHashMap<>();
        record.put("eventVersion", new Json.Text(VERSION));
        record.put("userIdentity", call.caller().map(UserIdentity::of).orElseGet(UserIdentity::unknown));
        record.put("eventTime", new Json.Text(EventTime.text(head.now)));
        record.put("eventSource", new Json.Text(source(call)));
        record.put("eventName", new Json.Text(call.operation()));
        record.put("awsRegion", new Json.Text(head.place.region().value()));
        putOrigin(record, call);
        Json asked = call.request().map(this::part).orElse(NULL);
        call.error().ifPresent(error -> putError(record, error, ErrorText.of(error.message(), call.request(), asked)));
        record.put("requestParameters", asked);
        record.put("responseElements", answer(call, kind));
        record.put("requestID", new Json.Text(call.requestId()));
        record.put("eventID", new Json.Text(head.id));
        record.put("readOnly", new Json.Bare(Boolean.toString(kind.readOnly())));
        putResources(record, head);
        record.put("eventType", new Json.Text("AwsApiCall"));
        record.put("managementEvent", new Json.Bare(Boolean.toString(!kind.isData())));
        record.put("recipientAccountId", new Json.Text(head.place.account().value()));
        putEndpoint(record, call.origin(), head.place);
        record.put("eventCategory", new Json.Text(kind.isData() ? "Data" : "Management"));
        putTls(record, call);
        return new Json.Members(record);
    }

    /** AWS: SNS's source is {@code sns.amazonaws.com}; CloudWatch's is named as in its endpoint. */
    private static String source(ApiCall call) {
        return call.service() + ".amazonaws.com";
    }

    private static void putOrigin(Map<String, Json> record, ApiCall call) {
        // AWS: a call of a service comes from that service, and names it as its agent.
        Optional<String> service = call.invokedBy();
        String address = call.origin().sourceIp();
        record.put("sourceIPAddress", new Json.Text(service.orElse(address.isEmpty() ? INTERNAL : address)));
        record.put("userAgent", new Json.Text(service.orElseGet(() -> Redaction.shortened(call.origin().userAgent()))));
    }

    private static void putError(Map<String, Json> record, ApiCall.Error error, String message) {
        record.put("errorCode", new Json.Text(error.code()));
        if (!message.isEmpty()) {
            record.put("errorMessage", new Json.Text(Redaction.shortened(message)));
        }
    }

    private Json answer(ApiCall call, OperationKind kind) {
        boolean shown = !kind.readOnly() || call.service().equals("sts") && SHOWN_ANSWERS.contains(call.operation());
        return call.response().filter(_ -> shown).map(this::part).filter(json -> !json.equals(NOTHING)).orElse(NULL);
    }

    private Json part(SdkPojo object) {
        Json.Members part = Lazy.REDACTION.of(object);
        int length = part.toString().length();
        return length <= MAX_PART ? part : new Json.Members(Map.of(
                "omitted", new Json.Bare("true"), "originalSize", new Json.Bare(Integer.toString(length)), "reason", new Json.Text("too large")));
    }

    private static void putResources(Map<String, Json> record, Head head) {
        List<Json> resources = head.resources.stream().filter(one -> !one.arn().isEmpty()).<Json>map(one -> new Json.Members(ordered(
                "accountId", head.place.account().value(), "type", one.type(), "ARN", one.arn()))).toList();
        if (!resources.isEmpty()) {
            record.put("resources", new Json.Items(resources));
        }
    }

    private static void putEndpoint(Map<String, Json> record, Origin origin, Place place) {
        if (!origin.vpcEndpoint().isEmpty()) {
            record.put("vpcEndpointId", new Json.Text(origin.vpcEndpoint()));
            record.put("vpcEndpointAccountId", new Json.Text(place.account().value()));
        }
    }

    /** AWS: where a service calls in somebody's name, nothing is told of that one's connection. */
    private static void putTls(Map<String, Json> record, ApiCall call) {
        Origin origin = call.origin();
        if (origin.endpoint().startsWith("https://") && call.invokedBy().isEmpty()) {
            Map<String, Json> details = origin.tls().equals(Tls.NONE) ? new LinkedHashMap<>()
                    : ordered("tlsVersion", origin.tls().version(), "cipherSuite", cipher(origin.tls().cipher()));
            details.putAll(ordered("clientProvidedHostHeader", origin.endpoint().substring("https://".length())));
            record.put("tlsDetails", new Json.Members(details));
        }
    }

    /** AWS: those of TLS 1.2 are spelled as OpenSSL does, such as {@code ECDHE-RSA-AES128-GCM-SHA256}. */
    private static String cipher(String javas) {
        String prefix = "TLS_";
        return !javas.contains("_WITH_") ? javas
                : javas.substring(prefix.length()).replace("_WITH_", "-").replace("AES_", "AES").replace("POLY1305_SHA256", "POLY1305").replace('_', '-');
    }

    private static Map<String, Json> ordered(String... namesAndValues) {
        Map<String, Json> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], new Json.Text(namesAndValues[i + 1]));
        }
        return all;
    }

    /** What is known of an event before its parts are. */
    private record Head(String id, Place place, long now, List<Resource> resources) {}

    /** Read with the first event, and not at start. */
    private static final class Lazy {
        private static final Redaction REDACTION = new Redaction(ShownMembers.read());
    }
}
