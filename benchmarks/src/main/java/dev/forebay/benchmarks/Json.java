package dev.forebay.benchmarks;

import java.util.Base64;

/** JSON 1.1, as most of AWS's SDKs speak to Kinesis. */
record Json() implements Encoding {

    @Override
    public String text() {
        return "json";
    }

    @Override
    public String contentType() {
        return "application/x-amz-json-1.1";
    }

    @Override
    public void beginMap(Request request) {
        separated(request).add("{");
    }

    @Override
    public void endMap(Request request) {
        request.add("}");
    }

    @Override
    public void beginList(Request request, String name) {
        name(request, name).add("[");
    }

    @Override
    public void endList(Request request) {
        request.add("]");
    }

    @Override
    public void text(Request request, String name, String value) {
        name(request, name).add("\"").add(value).add("\"");
    }

    @Override
    public void number(Request request, String name, long value) {
        name(request, name).add(value);
    }

    @Override
    public void data(Request request, String name, byte[] value) {
        name(request, name).add("\"").add(Base64.getEncoder().encode(value)).add("\"");
    }

    private static Request name(Request request, String name) {
        return separated(request).add("\"").add(name).add("\":");
    }

    private static Request separated(Request request) {
        return request.size() == 0 || request.endsWith('{') || request.endsWith('[') ? request : request.add(",");
    }

    @Override
    public String text(Body answer, String name) {
        return answer.value(name).orElse("");
    }

    @Override
    public int digit(Body answer, String name) {
        int at = answer.find(Body.member(name), answer.from());
        while (at >= 0 && (answer.bytes()[at] == ':' || answer.bytes()[at] == ' ')) {
            at++;
        }
        return at < 0 ? 0 : answer.bytes()[at] - '0';
    }

    @Override
    public int count(Body answer, String name, int bytes) {
        byte[] member = Body.member(name);
        int encoded = (bytes + 2) / 3 * 4;
        int count = 0;
        for (int at = answer.next(member, answer.from()); at >= 0; at = answer.next(member, at + encoded)) {
            count++;
        }
        return count;
    }
}
