package dev.forebay.couriers;

import dev.forebay.couriers.PushAccess.Access;
import dev.forebay.couriers.PushAccess.Denied;
import dev.forebay.couriers.PushAccess.Granted;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongSupplier;

/** Carries messages to Amazon's devices, by Amazon Device Messaging. Safe for any thread. */
public final class AdmCourier {
    public static final URI BASE = URI.create("https://api.amazon.com");
    public static final URI TOKEN_URI = URI.create("https://api.amazon.com/auth/O2/token");

    private final PushHttp http;
    private final URI base;
    private final PushAccess access;

    /**
     * @param base     where ADM is
     * @param tokenUri where access tokens are given
     * @param millis   what time it is
     */
    public AdmCourier(PushHttp http, URI base, URI tokenUri, AdmClient client, LongSupplier millis) {
        this.http = http;
        this.base = base;
        access = new PushAccess(http, tokenUri, client::grant, millis);
    }

    /** Makes one attempt. {@code message}: the JSON object with {@code data} in it. */
    public Outcome send(String registrationId, String message) {
        Access mine = access.current();
        return switch (mine) {
            case Denied denied -> denied.outcome();
            case Granted granted -> send(registrationId, message, granted);
        };
    }

    private Outcome send(String registrationId, String message, Granted granted) {
        URI uri = URI.create(base + "/messaging/registrations/"
                + URLEncoder.encode(registrationId, StandardCharsets.UTF_8).replace("+", "%20") + "/messages");
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                "accept", "application/json",
                "authorization", granted.bearer(),
                "x-amzn-type-version", "com.amazon.device.messaging.ADMMessage@1.0",
                "x-amzn-accept-type", "com.amazon.device.messaging.ADMSendResult@1.0");
        return switch (http.post(uri, headers, message)) {
            case PushHttp.NoReply none -> none.outcome();
            case PushHttp.Reply reply -> outcome(reply, granted);
        };
    }

    private Outcome outcome(PushHttp.Reply reply, Granted granted) {
        int status = reply.status();
        if (status == 200) {
            return new Outcome.Delivered(status, "taken by ADM");
        }
        String reason = PushReasons.word(PushJson.text(reply.json(), "reason"));
        if (reason.equals("Unregistered") || reason.equals("InvalidRegistrationId")) {
            return new Outcome.Gone(status, reason);
        }
        if (status == 401) {
            access.forget(granted);
            return new Outcome.Failed(status, reason);
        }
        return reply.isBusy() || reason.equals("MaxRateExceeded")
                ? new Outcome.Failed(status, reason)
                : new Outcome.Refused(status, reason);
    }
}
