package dev.forebay.access;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a call may not, for the operator: every policy that was looked at, and what each of its statements says. As text it
 * is a line for each. Holds no secrets, but ARNs, addresses and tags.
 */
public record Explanation(List<Line> lines) {

    /** Says nothing. */
    public static final Explanation NOTHING = new Explanation(List.of());

    public Explanation {
        lines = List.copyOf(lines);
    }

    @Override
    public String toString() {
        return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }

    /**
     * A policy or a statement.
     *
     * @param policy    what it is called, with its sort: {@code identity-based policy user/ops/send}
     * @param statement its place and its Sid: {@code statement 1 (Send)}; empty for the policy as a whole
     * @param says      what it says: {@code allows}, {@code is about other actions}
     */
    public record Line(String policy, String statement, String says) {

        @Override
        public String toString() {
            return policy + (statement.isEmpty() ? " " : ", " + statement + ", ") + says;
        }
    }
}
