package dev.forebay.access;

import dev.forebay.identity.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compiles the conditions of a statement. */
final class ConditionReader {
    private static final String ALL = "ForAllValues:";
    private static final String ANY = "ForAnyValue:";
    private static final String IF_EXISTS = "IfExists";

    private ConditionReader() {}

    static List<Condition> read(Json json, boolean variables) {
        List<Condition> conditions = new ArrayList<>();
        members(json).all().forEach((name, keys) ->
                members(keys).all().forEach((key, values) -> conditions.add(condition(name, key, values, variables))));
        return conditions;
    }

    private static Json.Members members(Json json) {
        if (json instanceof Json.Members members) {
            return members;
        }
        throw new Malformed("conditions must be objects");
    }

    private static Condition condition(String name, String key, Json values, boolean variables) {
        Operator operator = Operator.named(bare(name)).orElseThrow(() -> new Malformed("no condition operator: " + name));
        List<Operand> operands = values.list().stream().map(value -> operator.operand(text(value), variables)).toList();
        return new Condition(name, operator, quantifier(name), name.endsWith(IF_EXISTS), key.strip().toLowerCase(Locale.ROOT), operands);
    }

    /** An operator's name without what stands before and after it. */
    static String bare(String name) {
        int from = quantifier(name) == Quantifier.ONE ? 0 : name.indexOf(':') + 1;
        return name.substring(from, name.endsWith(IF_EXISTS) ? name.length() - IF_EXISTS.length() : name.length());
    }

    private static Quantifier quantifier(String name) {
        return name.startsWith(ALL) ? Quantifier.ALL : name.startsWith(ANY) ? Quantifier.ANY : Quantifier.ONE;
    }

    /** AWS: numbers, true and false need no quotes. */
    private static String text(Json json) {
        return switch (json) {
            case Json.Text(String text) -> text;
            case Json.Bare bare when !bare.spelling().equals("null") -> bare.spelling();
            default -> throw new Malformed("no value of a condition: " + json);
        };
    }
}
