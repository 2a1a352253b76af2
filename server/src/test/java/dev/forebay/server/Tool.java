package dev.forebay.server;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A program that a test needs from the machine. Where it is missing the test is skipped, and fails on a build server, which
 * must not pass for lack of tools.
 *
 * @param variable environment variable that names another one
 * @param usual    where it usually is: the system's own, whatever stands before it in PATH
 * @param install  what to say when it is missing
 */
record Tool(String variable, Path usual, String install) {
    static final Tool AWS = new Tool("FOREBAY_TEST_AWS", Path.of("/usr/bin/aws"), "apt install awscli");
    static final Tool PYTHON = new Tool("FOREBAY_TEST_PYTHON", Path.of("/usr/bin/python3"), "apt install python3-boto3");
    static final Tool NODE = new Tool("FOREBAY_TEST_NODE", Path.of("/usr/bin/node"), "apt install nodejs npm");
    static final Tool NPM = new Tool("FOREBAY_TEST_NPM", Path.of("/usr/bin/npm"), "apt install nodejs npm");

    /** The program's path; ends the test when there is none. */
    String required() {
        Path path = Optional.ofNullable(System.getenv(variable)).map(Path::of).orElse(usual);
        if (!Files.isExecutable(path)) {
            missing(path + " is missing: " + install + ", or name another one in " + variable);
        }
        return path.toString();
    }

    /** Ends the test: skipped on a person's machine, failed on a build server. */
    static void missing(String message) {
        if ("true".equals(System.getenv("CI"))) {
            fail(message);
        }
        abort(message);
    }
}
