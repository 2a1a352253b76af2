package dev.forebay.couriers;

import dev.forebay.couriers.PushAccess.Access;
import dev.forebay.couriers.PushAccess.Denied;
import dev.forebay.couriers.PushAccess.Granted;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Carries messages to Firebase Cloud Messaging, by its HTTP v1 interface. Safe for any thread. */
public final class FcmCourier {
    public static final URI BASE = URI.create("https://fcm.googleapis.com");
    public static final URI TOKEN_URI = URI.create("https://oauth2.googleapis.com/token");

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final long GRANT_SECONDS = 3_600;
    private static final Set<String> LATER = Set.of("QUOTA_EXCEEDED", "UNAVAILABLE", "INTERNAL");

    private final PushHttp http;
    private final URI send;
    private final PushAccess access;

    /**
     * @param base     where FCM is
     * @param tokenUri where access tokens are given. Google's files name it too; what a stranger's file says is not
     *                 called, for it could name an address inside our network
     * @param millis   what time it is
     */
    public FcmCourier(PushHttp http, URI base, URI tokenUri, FcmAccount account, LongSupplier millis) {
        this.http = http;
        send = URI.create(base + "/v1/projects/" + account.projectId() + "/messages:send");
        access = new PushAccess(http, tokenUri, () -> grant(account, tokenUri, millis.getAsLong() / 1000), millis);
    }

    private static Map<String, String> grant(FcmAccount account, URI tokenUri, long now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", account.clientEmail());
        claims.put("scope", SCOPE);
        claims.put("aud", tokenUri.toString());
        claims.put("iat", now);
        claims.put("exp", now + GRANT_SECONDS);
        return Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion", PushJwt.rs256(account.keyId(), claims, account.key()));
    }

    /** Makes one attempt. {@code request}: the body of a {@code messages:send}, with its target in it. */
    public Outcome send(String request) {
        Access mine = access.current();
        return switch (mine) {
            case Denied denied -> denied.outcome();
            case Granted granted -> send(request, granted);
        };
    }

    private Outcome send(String request, Granted granted) {
        Map<String, String> headers = Map.of("content-type", "application/json", "authorization", granted.bearer());
        return switch (http.post(send, headers, request)) {
            case PushHttp.NoReply none -> none.outcome();
            case PushHttp.Reply reply -> outcome(reply, granted);
        };
    }

    private Outcome outcome(PushHttp.Reply reply, Granted granted) {
        int status = reply.status();
        if (status == 200) {
            return new Outcome.Delivered(status, "taken by FCM");
        }
        String code = PushReasons.word(code(PushJson.object(reply.json(), "error")));
        // Only FCM's own word counts: a 404 from something in between must not disable every device.
        if (code.equals("UNREGISTERED") || status == 404 && code.equals("NOT_FOUND")) {
            return new Outcome.Gone(status, code);
        }
        if (status == 401 && !code.equals("THIRD_PARTY_AUTH_ERROR")) {
            access.forget(granted);
            return new Outcome.Failed(status, code);
        }
        return reply.isBusy() || LATER.contains(code) ? new Outcome.Failed(status, code) : new Outcome.Refused(status, code);
    }

    /** FCM's own code among the details, else the general status. */
    private static String code(Map<String, Object> error) {
        if (error.get("details") instanceof List<?> details) {
            for (Object detail : details) {
                String code = PushJson.text(PushJson.asObject(detail), "errorCode");
                if (!code.isEmpty()) {
                    return code;
                }
            }
        }
        return PushJson.text(error, "status");
    }
}
