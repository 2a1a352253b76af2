package dev.forebay.access;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Texts as operands. */
final class Texts {

    private Texts() {}

    static Operand equal(String text, boolean variables) {
        return new Filled(Template.of(text, false, variables), String::equals);
    }

    static Operand equalInAnyCase(String text, boolean variables) {
        return new Filled(Template.of(text, false, variables), String::equalsIgnoreCase);
    }

    static Operand bool(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new Malformed("neither true nor false: " + text);
        }
        return (value, context) -> text.equalsIgnoreCase(value);
    }

    private record Filled(Template template, BiPredicate<String, String> equality) implements Operand {

        @Override
        public boolean matches(String value, Context context) {
            Optional<String> filled = template.fill(context);
            return filled.isPresent() && equality.test(filled.get(), value);
        }

        @Override
        public boolean isFilled(Context context) {
            return template.fill(context).isPresent();
        }

        @Override
        public List<String> keys() {
            return template.keys();
        }
    }
}
