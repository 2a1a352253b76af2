package dev.forebay.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Text of a policy with the policy variables in it, which each call fills in: {@code home/${aws:username}/*}. Immutable.
 *
 * <pre>
 *   ${key}             the key's only value; without one the text matches nothing
 *   ${key, 'default'}  or else the default
 *   ${*} ${?} ${$}     the character itself, not a wildcard
 * </pre>
 */
final class Template {
    private static final String OPEN = "${";

    /** Set when there are no variables. */
    private final Optional<String> constant;

    private final List<Piece> pieces;

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
        this.constant = this.pieces.stream().allMatch(Letters.class::isInstance) ? Optional.of(letters(this.pieces)) : Optional.empty();
    }

    private static String letters(List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(((Letters) piece).text));
        return text.toString();
    }

    /**
     * Reads a text.
     *
     * @param wildcards whether stars and question marks stand for others
     * @param variables whether the policy's version knows variables
     */
    static Template of(String text, boolean wildcards, boolean variables) {
        if (Glob.hasWildcards(text)) {
            throw new Malformed("a character that is none in " + text);
        }
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = variables ? text.indexOf(OPEN, at) : -1;
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            pieces.add(letters(text.substring(at, open), wildcards));
            pieces.add(variable(text.substring(open + OPEN.length(), close)));
            at = close + 1;
        }
        pieces.add(letters(text.substring(at), wildcards));
        return new Template(pieces);
    }

    private static Letters letters(String text, boolean wildcards) {
        return new Letters(wildcards ? text.replace('*', Glob.ANY).replace('?', Glob.ONE) : text);
    }

    private static Piece variable(String inside) {
        String name = inside.strip();
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return new Letters(name);
        }
        int comma = name.indexOf(',');
        return comma < 0
                ? new Variable(key(name), Optional.empty())
                : new Variable(key(name.substring(0, comma)), Optional.of(unquoted(name.substring(comma + 1).strip())));
    }

    private static String key(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        if (key.isEmpty()) {
            throw new Malformed("a variable without a name");
        }
        return key;
    }

    private static String unquoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '\'' || text.charAt(text.length() - 1) != '\'') {
            throw new Malformed("a default must stand in single quotes: " + text);
        }
        return text.substring(1, text.length() - 1);
    }

    /** The parts between the first colons outside of variables, at most so many. */
    List<Template> split(int limit) {
        List<Template> parts = new ArrayList<>();
        List<Piece> part = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Letters letters) {
                String rest = letters.text;
                int colon;
                while (parts.size() < limit - 1 && (colon = rest.indexOf(':')) >= 0) {
                    part.add(new Letters(rest.substring(0, colon)));
                    parts.add(new Template(part));
                    part.clear();
                    rest = rest.substring(colon + 1);
                }
                part.add(new Letters(rest));
            } else {
                part.add(piece);
            }
        }
        parts.add(new Template(part));
        return parts;
    }

    /** The text for a call; empty when a variable has no value there. */
    Optional<String> fill(Context context) {
        return constant.isPresent() ? constant : filled(context);
    }

    private Optional<String> filled(Context context) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            String value = piece.value(context);
            if (piece instanceof Variable && Glob.hasWildcards(value)) {
                return Optional.empty();
            }
            text.append(value);
        }
        return Optional.of(text.toString());
    }

    /** The keys that it takes, in lower case. */
    List<String> keys() {
        return pieces.stream().filter(Variable.class::isInstance).map(piece -> ((Variable) piece).key).toList();
    }

    private sealed interface Piece {

        /** What stands there in a call; {@link Glob#ONE} where nothing does. */
        String value(Context context);
    }

    private record Letters(String text) implements Piece {

        @Override
        public String value(Context context) {
            return text;
        }
    }

    private record Variable(String key, Optional<String> otherwise) implements Piece {
        private static final String NOTHING = String.valueOf(Glob.ONE);

        @Override
        public String value(Context context) {
            List<String> values = context.values(key);
            return values.size() == 1 ? values.getFirst() : otherwise.orElse(NOTHING);
        }
    }
}
