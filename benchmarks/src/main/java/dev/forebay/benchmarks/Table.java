package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table that is printed and kept as Markdown. The first column is text, the others are figures. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        add(headings);
    }

    Table add(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Markdown with columns that line up in a terminal too. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            text.append(line(rows.get(row))).append('\n');
            if (row == 0) {
                text.append(rule()).append('\n');
            }
        }
        return text.toString();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < cells.size(); column++) {
            String space = " ".repeat(width(column) - cells.get(column).length());
            line.append(' ').append(column == 0 ? cells.get(column) + space : space + cells.get(column)).append(" |");
        }
        return line.toString();
    }

    private String rule() {
        return rows.getFirst().stream().map(heading -> rows.getFirst().indexOf(heading))
                .map(column -> column == 0 ? "---" : "--:").collect(Collectors.joining("|", "|", "|"));
    }

    private int width(int column) {
        return rows.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
    }

    /** Prints it and writes it to a file. */
    void publish(Path file) throws IOException {
        System.out.println("\n" + markdown());
        Files.createDirectories(file.getParent());
        Files.writeString(file, markdown());
        System.out.println("Kept in " + file);
    }
}
