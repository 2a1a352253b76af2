package dev.forebay.server;

import java.util.ArrayList;
import java.util.List;

/** How a story ended, and whether it should have. */
interface DemoReport {

    List<Check> checks();

    /** Whether every check holds. */
    default boolean holds() {
        return checks().stream().allMatch(Check::holds);
    }

    /** The closing summary. */
    default List<String> lines(DemoInk ink) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (Check check : checks()) {
            lines.add("  " + (check.holds() ? ink.green(ink.tick()) : ink.red(ink.cross())) + " " + check.text());
        }
        lines.add("");
        lines.add("  " + (holds() ? ink.bold("Nothing was lost.") : ink.red("This should not be: something is wrong.")));
        return lines;
    }

    /** One thing that must be so. */
    record Check(boolean holds, String text) {}
}
