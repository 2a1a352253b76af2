package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of a server on a JVM, as the JDK's own tool tells it. */
final class Heap {
    /** Of the serial collector, a line for each. */
    private static final Pattern GENERATION = Pattern.compile("total \\d+K, used (\\d+)K");

    private Heap() {}

    /** What is in use after a collection, in MB of a million bytes. */
    static double liveMegabytes(Server server) throws IOException, InterruptedException {
        ask(server, "GC.run");
        Matcher used = GENERATION.matcher(ask(server, "GC.heap_info"));
        long kibibytes = 0;
        while (used.find()) {
            kibibytes += Long.parseLong(used.group(1));
        }
        return kibibytes * 1024 / 1e6;
    }

    private static String ask(Server server, String question) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(List.of(jcmd, Long.toString(server.process().pid()), question)).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(answer);
        }
        return answer;
    }
}
