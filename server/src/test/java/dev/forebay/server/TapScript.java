package dev.forebay.server;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A test script in another language: prints a line {@code ok 1 - what it tested} or {@code not ok …} for each test. */
record TapScript(Path folder, List<String> command) {

    /** Runs the script against an endpoint; each of its lines becomes a test. */
    Stream<DynamicTest> run(URI endpoint, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("FOREBAY_ENDPOINT", endpoint.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines;
        try (BufferedReader output = process.inputReader()) {
            lines = output.readAllLines();
        }
        return tests(lines, process.waitFor());
    }

    private Stream<DynamicTest> tests(List<String> lines, int exitCode) {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("ok ") || line.startsWith("not ok ")) {
                String why = String.join("\n", lines.subList(i + 1, lines.size()).stream().takeWhile(next -> next.startsWith("#")).toList());
                tests.add(DynamicTest.dynamicTest(name(line), () -> {
                    if (line.startsWith("not")) {
                        fail(why);
                    }
                }));
            }
        }
        tests.add(DynamicTest.dynamicTest("the script came to its end", () -> {
            if (exitCode != 0 || tests.size() < 2 || !isPlanKept(lines, tests.size() - 1)) {
                fail("exit code " + exitCode + "\n" + String.join("\n", lines));
            }
        }));
        return tests.stream();
    }

    private static String name(String line) {
        return line.substring(line.indexOf(" - ") + 3);
    }

    /** TAP's plan, {@code 1..n}, says how many lines there must be. */
    private static boolean isPlanKept(List<String> lines, int tests) {
        return lines.contains("1.." + tests);
    }
}
