package dev.forebay.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that the tests run in. Maven runs a module's tests in the module's folder. */
final class Repository {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final String MAIN = "src/main/java";

    private Repository() {}

    /** The modules that have Java sources. */
    static List<Path> modules() {
        try (Stream<Path> tops = Files.list(ROOT); Stream<Path> services = Files.list(ROOT.resolve("services"))) {
            return Stream.concat(tops, services).filter(folder -> Files.isDirectory(folder.resolve(MAIN))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java files of a module, without those of its tests. */
    static List<Path> sources(Path module) {
        try (Stream<Path> files = Files.walk(module.resolve(MAIN))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text of a file. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
