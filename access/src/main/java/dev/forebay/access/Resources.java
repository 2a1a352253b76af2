package dev.forebay.access;

import java.util.List;

/** The resources of a statement, {@code Resource} or {@code NotResource}. Immutable. */
record Resources(List<Pattern> patterns, boolean negated) {

    /** Whatever the policy is attached to. */
    static final Resources ALL = new Resources(List.of(), true);

    Resources {
        patterns = List.copyOf(patterns);
    }

    static Resources of(List<String> texts, boolean negated, boolean variables) {
        return new Resources(texts.stream().map(text -> Pattern.arn(text, variables)).toList(), negated);
    }

    /**
     * Whether a resource is among them.
     *
     * @param cautious for a statement that allows: all others than one whose name is not known are none
     */
    boolean include(String resource, Context context, boolean cautious) {
        if (negated && cautious && !isFilled(context)) {
            return false;
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(resource, context)) {
                return !negated;
            }
        }
        return negated;
    }

    private boolean isFilled(Context context) {
        return patterns.stream().allMatch(pattern -> pattern.isFilled(context));
    }
}
