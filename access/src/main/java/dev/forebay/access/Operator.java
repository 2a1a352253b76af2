package dev.forebay.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;

/**
 * A condition operator, such as {@code StringNotEquals}.
 *
 * @param negated      whether it holds when nothing matches
 * @param asksPresence whether it is {@code Null}, which compares whether the key is missing
 * @param maker        what it makes of a value in the policy, given whether that may have variables
 */
record Operator(boolean negated, boolean asksPresence, BiFunction<String, Boolean, Operand> maker) {
    private static final Map<String, Operator> ALL = all();

    /** An operator by its name, without ForAllValues and IfExists. */
    static Optional<Operator> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    Operand operand(String text, boolean variables) {
        return maker.apply(text, variables);
    }

    private static Map<String, Operator> all() {
        Map<String, Operator> all = new HashMap<>();
        both(all, "StringEquals", "StringNotEquals", Texts::equal);
        both(all, "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", Texts::equalInAnyCase);
        both(all, "StringLike", "StringNotLike", Pattern::like);
        both(all, "ArnEquals", "ArnNotEquals", Pattern::arn);
        both(all, "ArnLike", "ArnNotLike", Pattern::arn);
        both(all, "IpAddress", "NotIpAddress", (text, variables) -> AddressRange.of(text));
        ordered(all, "Numeric", Numbers::compared);
        ordered(all, "Date", Dates::compared);
        all.put("Bool", new Operator(false, false, (text, variables) -> Texts.bool(text)));
        all.put("BinaryEquals", new Operator(false, false, (text, variables) -> Texts.equal(text, false)));
        all.put("Null", new Operator(false, true, (text, variables) -> Texts.bool(text)));
        return all;
    }

    private static void both(Map<String, Operator> all, String name, String opposite, BiFunction<String, Boolean, Operand> maker) {
        all.put(name, new Operator(false, false, maker));
        all.put(opposite, new Operator(true, false, maker));
    }

    private static void ordered(Map<String, Operator> all, String family, BiFunction<String, IntPredicate, Operand> maker) {
        both(all, family + "Equals", family + "NotEquals", (text, variables) -> maker.apply(text, order -> order == 0));
        order(all, family + "LessThan", maker, order -> order < 0);
        order(all, family + "LessThanEquals", maker, order -> order <= 0);
        order(all, family + "GreaterThan", maker, order -> order > 0);
        order(all, family + "GreaterThanEquals", maker, order -> order >= 0);
    }

    private static void order(Map<String, Operator> all, String name, BiFunction<String, IntPredicate, Operand> maker, IntPredicate wanted) {
        all.put(name, new Operator(false, false, (text, variables) -> maker.apply(text, wanted)));
    }
}
