package dev.forebay.access;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What a policy says of a text: an ARN or another, with wildcards and variables. Immutable. */
sealed interface Pattern extends Operand {

    /** Reads an ARN, of which trailing parts may be missing, or anything else as plain text with wildcards. */
    static Pattern arn(String text, boolean variables) {
        Template whole = Template.of(text, true, variables);
        return text.startsWith("arn:") ? ArnParts.of(whole) : new Whole(whole, Glob::matches);
    }

    /** Reads a text with wildcards. */
    static Pattern like(String text, boolean variables) {
        return new Whole(Template.of(text, true, variables), Glob::matches);
    }

    /**
     * A text compared as one.
     *
     * @param equality of the text with its variables filled in, and a call's
     */
    record Whole(Template template, BiPredicate<String, String> equality) implements Pattern {

        @Override
        public boolean matches(String text, Context context) {
            Optional<String> filled = template.fill(context);
            return filled.isPresent() && equality.test(filled.get(), text);
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

    /** An ARN compared part by part: a wildcard does not reach over a colon, but in the last part. */
    record ArnParts(List<Template> parts) implements Pattern {
        private static final int PARTS = 6;

        static ArnParts of(Template whole) {
            return new ArnParts(List.copyOf(whole.split(PARTS)));
        }

        @Override
        public boolean matches(String text, Context context) {
            int from = 0;
            for (int i = 0; i < PARTS; i++) {
                int colon = i < PARTS - 1 ? text.indexOf(':', from) : text.length();
                if (colon < 0 || i < parts.size() && !matches(i, text, from, colon, context)) {
                    return false;
                }
                from = colon + 1;
            }
            return true;
        }

        // AWS: parts that are missing at the end are wildcards.
        private boolean matches(int part, String text, int from, int to, Context context) {
            Optional<String> filled = parts.get(part).fill(context);
            return filled.isPresent() && Glob.matches(filled.get(), text, from, to);
        }

        @Override
        public boolean isFilled(Context context) {
            return parts.stream().allMatch(part -> part.fill(context).isPresent());
        }

        @Override
        public List<String> keys() {
            return parts.stream().flatMap(part -> part.keys().stream()).toList();
        }
    }
}
