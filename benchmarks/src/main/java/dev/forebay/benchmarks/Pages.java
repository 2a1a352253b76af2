package dev.forebay.benchmarks;

import java.io.IOException;
import java.util.Optional;

/** A list that SNS gives page by page, each page asked for with the token of the one before. */
final class Pages {

    private Pages() {}

    /**
     * Reads all pages over one connection.
     *
     * @param of what is listed, to which {@code NextToken} is added
     * @return times of pages; the messages are what was listed
     */
    static Measured read(String what, int port, Request of) throws IOException {
        Latencies latencies = new Latencies();
        int start = of.size();
        long listed = 0;
        long begin = System.nanoTime();
        try (Connection connection = new Connection(port)) {
            Optional<String> token = Optional.of("");
            while (token.isPresent()) {
                of.cut(start);
                token.filter(text -> !text.isEmpty()).ifPresent(text -> of.with("NextToken", text));
                long asked = System.nanoTime();
                Body page = connection.call(of.finish());
                latencies.add(System.nanoTime() - asked);
                token = page.element("NextToken");
                listed += members(page.text());
            }
        }
        return new Measured(what, listed * 1e9 / (System.nanoTime() - begin), listed, latencies);
    }

    private static int members(String page) {
        int count = 0;
        for (int at = page.indexOf("<member>"); at >= 0; at = page.indexOf("<member>", at + 1)) {
            count++;
        }
        return count;
    }
}
