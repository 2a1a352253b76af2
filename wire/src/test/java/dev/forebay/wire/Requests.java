package dev.forebay.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests as they come off the wire, for tests. */
final class Requests {

    private Requests() {}

    static WireRequest json(String target, String body) {
        return json(target, body.getBytes(StandardCharsets.UTF_8));
    }

    static WireRequest json(String target, byte[] body) {
        return new WireRequest("POST", "/", "", headers(Map.of("X-Amz-Target", target, "Content-Type", "application/x-amz-json-1.0")), body);
    }

    static WireRequest cbor(String target, byte[] body) {
        return new WireRequest("POST", "/", "", headers(Map.of("X-Amz-Target", target, "Content-Type", "application/x-amz-cbor-1.1")), body);
    }

    static WireRequest rpc(String service, String operation, byte[] body) {
        return new WireRequest("POST", "/service/" + service + "/operation/" + operation, "",
                headers(Map.of("smithy-protocol", "rpc-v2-cbor", "Content-Type", "application/cbor")), body);
    }

    static WireRequest form(String service, String path, String form) {
        return new WireRequest("POST", path, "", headers(Map.of(
                "Host", "localhost:4566",
                "Content-Type", "application/x-www-form-urlencoded; charset=utf-8",
                "Authorization", authorization(service))), form.getBytes(StandardCharsets.UTF_8));
    }

    static String authorization(String service) {
        return "AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-1/" + service + "/aws4_request, SignedHeaders=host, Signature=0";
    }

    static Headers headers(Map<String, String> values) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(values);
        return new Headers() {
            @Override
            public List<String> all(String name) {
                return headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
            }

            @Override
            public Iterable<String> names() {
                return headers.keySet();
            }
        };
    }

    static String text(WireResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
