package dev.forebay.dynamodb;

import java.util.ArrayList;
import java.util.List;

/**
 * A token of an expression.
 *
 * @param text  as written
 * @param start where it begins in the expression
 */
record Token(Kind kind, String text, int start) {

    enum Kind { NAME, NAME_PLACEHOLDER, VALUE_PLACEHOLDER, NUMBER, SIGN, END }

    private static final String TWO_CHARACTER_SIGNS = "<> <= >=";

    boolean is(String word) {
        return kind == Kind.SIGN ? text.equals(word) : kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    /** Cuts an expression into tokens; {@code expression} names it in errors. */
    static List<Token> of(String expression, String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            Token token = next(text, at);
            if (token.text.isEmpty() || token.text.equals("#") || token.text.equals(":")) {
                throw DynamoErrors.invalidExpression(expression, "Syntax error; token: \"" + c + "\", near: \""
                        + text.substring(at, Math.min(text.length(), at + 10)) + "\"");
            }
            tokens.add(token);
            at += token.text.length();
        }
        tokens.add(new Token(Kind.END, "<EOF>", text.length()));
        return tokens;
    }

    private static Token next(String text, int at) {
        char c = text.charAt(at);
        if (c == '#' || c == ':') {
            return new Token(c == '#' ? Kind.NAME_PLACEHOLDER : Kind.VALUE_PLACEHOLDER, text.substring(at, endOfWord(text, at + 1)), at);
        }
        if (isDigit(c)) {
            return new Token(Kind.NUMBER, text.substring(at, endOfWord(text, at)), at);
        }
        if (isLetter(c)) {
            return new Token(Kind.NAME, text.substring(at, endOfWord(text, at)), at);
        }
        if (at + 2 <= text.length() && TWO_CHARACTER_SIGNS.contains(text.substring(at, at + 2)) && text.charAt(at + 1) != ' ') {
            return new Token(Kind.SIGN, text.substring(at, at + 2), at);
        }
        return new Token(Kind.SIGN, "=<>()[],.+-".indexOf(c) >= 0 ? String.valueOf(c) : "", at);
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
