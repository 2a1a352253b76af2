package dev.forebay.access;

import java.util.List;
import java.util.Optional;

/** What a policy says of a text: an ARN or another, with wildcards and variables. Immutable. */
sealed interface Pattern {

    /** Whether a text is what it describes. Never when a variable has no value. */
    boolean matches(String text, Context context);

    /** Whether all variables have values. */
    boolean isFilled(Context context);

    /** The keys of its variables, in lower case. */
    List<String> keys();

    /** Reads an ARN, of which trailing parts may be missing, or anything else as plain text with wildcards. */
    static Pattern arn(String text, boolean variables) {
        Template whole = Template.of(text, true, variables);
        return text.startsWith("arn:") ? ArnParts.of(whole) : new Whole(whole);
    }

    /** Reads a text with wildcards. */
    static Pattern like(String text, boolean variables) {
        return new Whole(Template.of(text, true, variables));
    }

    /** A text compared as one. */
    record Whole(Template template) implements Pattern {

        @Override
        public boolean matches(String text, Context context) {
            Optional<String> filled = template.fill(context);
            return filled.isPresent() && Glob.matches(filled.get(), text);
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
