package dev.forebay.sns;

import java.util.List;

/** One way in which a message meets a filter policy: all its fields must be met. A policy without {@code $or} has one rule. */
record FilterRule(FilterField[] fields) {

    /** Whether one value that meets a condition is all it takes. */
    boolean isOneField() {
        return fields.length == 1;
    }

    /**
     * Whether values for all fields can be picked that are consistent with each other. A field that accepts absence is also
     * met when nothing consistent with what was picked for the others is there.
     */
    boolean matches(FilterTree tree) {
        FilterValue[] picked = new FilterValue[fields.length];
        boolean settled = true;
        for (int i = 0; i < fields.length; i++) {
            List<FilterValue> values = tree.at(fields[i].path());
            picked[i] = fields[i].first(values);
            if (picked[i] == null) {
                if (!fields[i].acceptsAbsence()) {
                    return false;
                }
                settled &= values.isEmpty();
            }
        }
        // The first values nearly always go together; only arrays of objects can make it a puzzle.
        return settled && consistent(picked) || fields.length > 1 && FilterChoice.exists(fields, tree);
    }

    private static boolean consistent(FilterValue[] picked) {
        for (int i = 1; i < picked.length; i++) {
            for (int j = 0; j < i; j++) {
                if (picked[i] != null && picked[j] != null && !FilterSlot.consistent(picked[i].slot, picked[j].slot)) {
                    return false;
                }
            }
        }
        return true;
    }
}
