package dev.forebay.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * A request as Signature Version 4 spells it, so that client and server hash the same bytes:
 * <pre>
 * POST                                   the method
 * /000000000000/orders                   the path: dot segments and doubled slashes gone, encoded once more
 * Action=SendMessage&amp;Version=2012-11-05  the query: encoded, sorted by name, then value
 * host:127.0.0.1:4566                    the signed headers by name, blanks at the ends gone and others one
 * x-amz-date:20261121T101500Z
 *
 * host;x-amz-date                        their names
 * e3b0c442…                              the hash of the body
 * </pre>
 * Stateless.
 */
final class CanonicalRequest {

    static final String HOST = "host";

    /** What HTTP/2 calls the host; AWS: the SDK for JavaScript signs it under this name. */
    static final String AUTHORITY = ":authority";

    private static final String SIGNATURE = "X-Amz-Signature";
    private static final int TYPICAL_LENGTH = 1_024;

    private CanonicalRequest() {}

    /** {@code signedHeaders}: lower case, sorted, each once. */
    static String of(SentRequest request, List<String> signedHeaders, String payloadHash) {
        StringBuilder out = new StringBuilder(TYPICAL_LENGTH);
        out.append(request.method()).append('\n');
        path(out, request.path());
        out.append('\n');
        query(out, request.query());
        out.append('\n');
        for (String name : signedHeaders) {
            out.append(name).append(':');
            header(out, request.headers().all(name.equals(AUTHORITY) ? HOST : name));
            out.append('\n');
        }
        out.append('\n');
        names(out, signedHeaders);
        return out.append('\n').append(payloadHash).toString();
    }

    private static void path(StringBuilder out, String path) {
        UriText.encodePath(out, isNormal(path) ? path : normal(path));
    }

    /** Most paths are, and need no taking apart. */
    private static boolean isNormal(String path) {
        return path.startsWith("/") && !path.contains("//") && !path.contains("/.");
    }

    /** AWS: services other than S3 take a path for what it leads to. */
    private static String normal(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean open = path.endsWith("/") && !segments.isEmpty();
        return "/" + String.join("/", segments) + (open ? "/" : "");
    }

    private static void query(StringBuilder out, String query) {
        if (query.isEmpty()) {
            return;
        }
        boolean first = true;
        for (Parameter parameter : parameters(query)) {
            if (!parameter.name.equals(SIGNATURE)) {
                out.append(first ? "" : "&").append(parameter.name).append('=').append(parameter.value);
                first = false;
            }
        }
    }

    private static List<Parameter> parameters(String query) {
        List<Parameter> parameters = new ArrayList<>();
        for (int from = 0; from < query.length(); ) {
            int amp = query.indexOf('&', from);
            int to = amp < 0 ? query.length() : amp;
            if (to > from) {
                parameters.add(parameter(query, from, to));
            }
            from = to + 1;
        }
        parameters.sort(Parameter.ORDER);
        return parameters;
    }

    private static Parameter parameter(String query, int from, int to) {
        int equals = query.indexOf('=', from);
        int nameEnd = equals < 0 || equals > to ? to : equals;
        return new Parameter(UriText.respelled(query, from, nameEnd), UriText.respelled(query, Math.min(nameEnd + 1, to), to));
    }

    private static void header(StringBuilder out, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            collapsed(out, values.get(i));
        }
    }

    private static void collapsed(StringBuilder out, String value) {
        int start = out.length();
        boolean blank = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                blank = out.length() > start;
            } else {
                if (blank) {
                    out.append(' ');
                    blank = false;
                }
                out.append(c);
            }
        }
    }

    private static void names(StringBuilder out, List<String> signedHeaders) {
        for (int i = 0; i < signedHeaders.size(); i++) {
            out.append(i > 0 ? ";" : "").append(signedHeaders.get(i));
        }
    }

    /** One pair of the query, encoded. */
    private record Parameter(String name, String value) {

        static final Comparator<Parameter> ORDER = Comparator.comparing(Parameter::name).thenComparing(Parameter::value);
    }
}
