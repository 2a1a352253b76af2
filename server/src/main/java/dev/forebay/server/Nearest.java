package dev.forebay.server;

import java.util.Comparator;
import java.util.List;

/** Finds what somebody meant who misspelt a name. */
final class Nearest {

    private Nearest() {}

    /** The candidate that takes the fewest edits of one letter; candidates must not be empty. */
    static String to(String text, List<String> candidates) {
        return candidates.stream().min(Comparator.comparingInt(candidate -> edits(text, candidate))).orElseThrow();
    }

    /** Levenshtein's distance, row by row. */
    static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
