package dev.forebay.couriers;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The access token of one client of a provider: asked for when it is first needed, kept for nine tenths of its life.
 * One caller asks at a time, the others wait for what it gets, be it a token or a refusal. Safe for any thread.
 */
final class PushAccess {
    private static final long MAX_LIFE_SECONDS = 86_400;

    private final PushHttp http;
    private final URI tokenUri;
    private final Supplier<Map<String, String>> grant;
    private final LongSupplier millis;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Granted granted = new Granted("", Long.MIN_VALUE);
    private volatile Refusal refusal = new Refusal(0, new Outcome.Failed(0, "not asked"));

    /** {@code grant}: the form that proves who we are, made anew for each request. */
    PushAccess(PushHttp http, URI tokenUri, Supplier<Map<String, String>> grant, LongSupplier millis) {
        this.http = http;
        this.tokenUri = tokenUri;
        this.grant = grant;
        this.millis = millis;
    }

    /** A token that is good, if one is to be had. */
    Access current() {
        long refusalsSeen = refusal.number;
        Granted known = granted;
        if (millis.getAsLong() < known.until) {
            return known;
        }
        asking.lock();
        try {
            if (millis.getAsLong() < granted.until) {
                return granted;
            }
            if (refusal.number != refusalsSeen) {
                return new Denied(refusal.outcome);
            }
            return ask();
        } finally {
            asking.unlock();
        }
    }

    /** The provider did not take this token: the next caller gets another. */
    void forget(Granted refused) {
        asking.lock();
        try {
            if (granted == refused) {
                granted = new Granted("", Long.MIN_VALUE);
            }
        } finally {
            asking.unlock();
        }
    }

    private Access ask() {
        String form = grant.get().entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        Map<String, String> headers = Map.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json");
        return switch (http.post(tokenUri, headers, form)) {
            case PushHttp.NoReply none -> denied(none.outcome());
            case PushHttp.Reply reply -> read(reply);
        };
    }

    private Access read(PushHttp.Reply reply) {
        Map<String, Object> json = reply.json();
        String token = PushJson.text(json, "access_token");
        if (reply.status() == 200 && !token.isEmpty() && json.get("expires_in") instanceof Number seconds) {
            long life = Math.clamp(seconds.longValue(), 0, MAX_LIFE_SECONDS) * 900;
            granted = new Granted(token, millis.getAsLong() + life);
            return granted;
        }
        String why = "no access token: " + PushReasons.word(PushJson.text(json, "error"));
        return denied(reply.status() == 200 || reply.isBusy()
                ? new Outcome.Failed(reply.status(), why)
                : new Outcome.Refused(reply.status(), why));
    }

    private Access denied(Outcome outcome) {
        refusal = new Refusal(refusal.number + 1, outcome);
        return new Denied(outcome);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whether we may speak. */
    sealed interface Access {}

    /** The token, and until when it is used. */
    record Granted(String token, long until) implements Access {
        String bearer() {
            return "Bearer " + token;
        }

        @Override
        public String toString() {
            return "Granted[until=" + until + "]";
        }
    }

    /** No token was to be had: what that means for the message. */
    record Denied(Outcome outcome) implements Access {}

    private record Refusal(long number, Outcome outcome) {}
}
