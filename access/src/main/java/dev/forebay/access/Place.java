package dev.forebay.access;

import java.util.ArrayList;
import java.util.List;

/** A place in the text of a policy. Both count from 1. */
public record Place(int line, int column) {

    /** Where the statements of a policy begin and where they end, by turns. The text is a JSON object. */
    static List<Place> ofStatements(String json) {
        return new Scan(json).statements();
    }

    /** One pass over a text, which counts what is open. */
    private static final class Scan {
        private final String json;
        private final List<Place> places = new ArrayList<>();
        private int line = 1;
        private int column;
        private int depth;
        private int statementDepth = -1;
        private int textFrom = -1;
        private String lastText = "";

        Scan(String json) {
            this.json = json;
        }

        List<Place> statements() {
            for (int i = 0; i < json.length(); i++) {
                char c = json.charAt(i);
                column++;
                if (textFrom >= 0) {
                    i = insideText(i, c);
                } else {
                    outside(i, c);
                }
                if (c == '\n') {
                    line++;
                    column = 0;
                }
            }
            return places;
        }

        private int insideText(int i, char c) {
            if (c == '\\') {
                column++;
                return i + 1;
            } else if (c == '"') {
                lastText = json.substring(textFrom, i);
                textFrom = -1;
            }
            return i;
        }

        private void outside(int i, char c) {
            switch (c) {
                case '"' -> textFrom = i + 1;
                case ':' -> statementDepth = depth == 1 ? (lastText.equals("Statement") ? 1 : -1) : statementDepth;
                case '[', '{' -> open(c);
                case ']', '}' -> close(c);
                default -> { }
            }
        }

        /** A statement is an object in the member Statement of the whole, or in the list that this is. */
        private void open(char c) {
            if (c == '[' && depth == 1 && statementDepth == 1) {
                statementDepth = 2;
            } else if (c == '{' && statementDepth == depth) {
                places.add(new Place(line, column));
            }
            depth++;
        }

        private void close(char c) {
            depth--;
            if (c == '}' && depth > 0 && statementDepth == depth) {
                places.add(new Place(line, column + 1));
            }
        }
    }
}
