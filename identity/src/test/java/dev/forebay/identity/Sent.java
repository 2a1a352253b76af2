package dev.forebay.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request that tests put together and change. */
final class Sent {

    String method = "GET";
    String path = "/";
    String query = "";
    byte[] body = new byte[0];
    boolean secure;
    final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Sent method(String value) {
        method = value;
        return this;
    }

    /** Path and query, as a request line has them. */
    Sent target(String target) {
        int question = target.indexOf('?');
        path = question < 0 ? target : target.substring(0, question);
        query = question < 0 ? "" : target.substring(question + 1);
        return this;
    }

    Sent body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Sent overTls() {
        secure = true;
        return this;
    }

    /** Adds lines of a header. */
    Sent header(String name, String... values) {
        headers.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(List.of(values));
        return this;
    }

    Sent without(String name) {
        headers.remove(name);
        return this;
    }

    SentRequest request() {
        return new SentRequest(method, path, query, new HeaderLines() {
            @Override
            public List<String> all(String name) {
                return headers.getOrDefault(name, List.of());
            }

            @Override
            public Iterable<String> names() {
                return headers.keySet();
            }
        }, body, secure);
    }
}
