package dev.forebay.cloudtrail;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Walks a trail's folders while a server may be at work there, which takes the dot from the name of a file that is whole, and removes old ones.
 * What goes meanwhile is passed over.
 */
public final class TrailFiles {

    private TrailFiles() {}

    /** Every whole file under a folder, in no order; none where there is no such folder. */
    public static void each(Path folder, Consumer<Path> found) throws IOException {
        walk(folder, Integer.MAX_VALUE, path -> {
            // A file has a dot before its name until it is whole.
            if (!path.getFileName().toString().startsWith(".")) {
                found.accept(path);
            }
        });
    }

    /** Whatever lies so many folders deep under one. */
    static void at(Path folder, int depth, Consumer<Path> found) throws IOException {
        walk(folder, depth, path -> {
            if (path.getNameCount() == folder.getNameCount() + depth) {
                found.accept(path);
            }
        });
    }

    private static void walk(Path folder, int depth, Consumer<Path> found) throws IOException {
        Files.walkFileTree(folder, Set.<FileVisitOption>of(), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.accept(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                return failed instanceof NoSuchFileException ? FileVisitResult.CONTINUE : super.visitFileFailed(file, failed);
            }
        });
    }
}
