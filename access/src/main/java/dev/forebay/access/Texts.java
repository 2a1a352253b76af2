package dev.forebay.access;

/** Texts as operands. */
final class Texts {

    private Texts() {}

    static Operand equal(String text, boolean variables) {
        return new Pattern.Whole(Template.of(text, false, variables), String::equals);
    }

    static Operand equalInAnyCase(String text, boolean variables) {
        return new Pattern.Whole(Template.of(text, false, variables), String::equalsIgnoreCase);
    }

    static Operand bool(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new Malformed("neither true nor false: " + text);
        }
        return (value, context) -> text.equalsIgnoreCase(value);
    }
}
