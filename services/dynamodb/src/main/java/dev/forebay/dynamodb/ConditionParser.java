package dev.forebay.dynamodb;

import dev.forebay.dynamodb.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads conditions.
 *
 * <pre>
 *   or      := and (OR and)*                 and := not (AND not)*          not := NOT not | simple
 *   simple  := ( or ) | function | operand comparator operand
 *            | operand BETWEEN operand AND operand | operand IN ( operand, … )
 *   operand := path | :value | size ( path )
 * </pre>
 */
final class ConditionParser {
    private static final Set<String> FUNCTIONS =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains");
    private static final Set<String> TYPES = Set.of("S", "N", "B", "SS", "NS", "BS", "BOOL", "NULL", "L", "M");
    private static final int MAX_IN = 100;

    private final ExpressionReader in;

    private ConditionParser(ExpressionReader in) {
        this.in = in;
    }

    /** {@code kind} names the expression in errors, such as {@code FilterExpression}. */
    static Condition parse(String kind, String text, Placeholders placeholders) {
        ExpressionReader reader = new ExpressionReader(kind, text, placeholders);
        Condition condition = new ConditionParser(reader).or();
        reader.expectEnd();
        return condition;
    }

    private Condition or() {
        List<Condition> all = new ArrayList<>(List.of(and()));
        while (in.takeIf("OR")) {
            all.add(and());
        }
        return all.size() == 1 ? all.getFirst() : new Condition.Any(List.copyOf(all));
    }

    private Condition and() {
        List<Condition> all = new ArrayList<>(List.of(not()));
        while (in.takeIf("AND")) {
            all.add(not());
        }
        return all.size() == 1 ? all.getFirst() : new Condition.All(List.copyOf(all));
    }

    private Condition not() {
        in.enter();
        Condition condition = in.takeIf("NOT") ? new Condition.Not(not()) : simple();
        in.leave();
        return condition;
    }

    private Condition simple() {
        if (in.takeIf("(")) {
            Condition inner = or();
            in.expect(")");
            return inner;
        }
        if (in.peek().kind() == Kind.NAME && in.isFollowedBy("(") && !in.peek().text().equals("size")) {
            return function();
        }
        Operand left = operand();
        if (in.takeIf("BETWEEN")) {
            Operand low = operand();
            in.expect("AND");
            return between(left, low, operand());
        }
        if (in.takeIf("IN")) {
            return new Condition.In(left, list());
        }
        Optional<Comparison> comparison = in.peek().kind() == Kind.SIGN ? Comparison.of(in.peek().text()) : Optional.empty();
        if (comparison.isEmpty()) {
            throw in.unexpected();
        }
        in.take();
        return compare(left, comparison.get(), operand());
    }

    private Condition compare(Operand left, Comparison how, Operand right) {
        if (how != Comparison.EQ && how != Comparison.NE) {
            requireOrder(how.sign(), left);
            requireOrder(how.sign(), right);
        }
        if (left instanceof Operand.Stored && left.equals(right)) {
            throw in.invalid("The first operand must be distinct from the remaining operands for this operator or function; operator: "
                    + how.sign() + ", first operand: " + ((Operand.Stored) left).path());
        }
        return new Condition.Compare(left, how, right);
    }

    private Condition between(Operand operand, Operand low, Operand high) {
        requireOrder("BETWEEN", low);
        requireOrder("BETWEEN", high);
        if (low instanceof Operand.Given(Value.Scalar from) && high instanceof Operand.Given(Value.Scalar to)) {
            if (!from.type().equals(to.type())) {
                throw in.invalid("The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {"
                        + from.type() + "}, upper bound operand: AttributeValue: {" + to.type() + "}");
            }
            if (Comparison.compare(from, to) > 0) {
                throw in.invalid("The BETWEEN operator requires upper bound to be greater than or equal to lower bound");
            }
        }
        return new Condition.Between(operand, low, high);
    }

    private void requireOrder(String operator, Operand operand) {
        if (operand instanceof Operand.Given(Value value) && !(value instanceof Value.Scalar)) {
            throw incorrectType(operator, value);
        }
    }

    private RuntimeException incorrectType(String operator, Value value) {
        return in.invalid("Incorrect operand type for operator or function; operator or function: " + operator + ", operand type: " + value.type());
    }

    private List<Operand> list() {
        in.expect("(");
        List<Operand> all = new ArrayList<>(List.of(operand()));
        while (in.takeIf(",")) {
            all.add(operand());
        }
        in.expect(")");
        if (all.size() > MAX_IN) {
            throw in.invalid("The IN operator is provided with too many operands; number of operands: " + all.size());
        }
        return List.copyOf(all);
    }

    private Operand operand() {
        if (in.peek().is("(")) {
            in.enter();
            in.take();
            Operand inner = operand();
            in.expect(")");
            in.leave();
            return inner;
        }
        if (in.peek().kind() == Kind.VALUE_PLACEHOLDER) {
            return new Operand.Given(in.value());
        }
        if (in.peek().text().equals("size") && in.isFollowedBy("(")) {
            in.take();
            in.expect("(");
            Path path = in.path();
            in.expect(")");
            return new Operand.Size(path);
        }
        return new Operand.Stored(in.path());
    }

    private Condition function() {
        String name = in.peek().text();
        if (!FUNCTIONS.contains(name)) {
            throw in.invalid("Invalid function name; function: " + name);
        }
        in.take();
        in.expect("(");
        Operand first = operand();
        Condition condition = switch (name) {
            case "attribute_exists" -> new Condition.Exists(path(name, first));
            case "attribute_not_exists" -> new Condition.Not(new Condition.Exists(path(name, first)));
            case "attribute_type" -> new Condition.OfType(path(name, first), type());
            case "begins_with" -> new Condition.BeginsWith(first, prefix());
            default -> new Condition.Contains(first, second());
        };
        in.expect(")");
        return condition;
    }

    private Path path(String function, Operand operand) {
        if (operand instanceof Operand.Stored(Path path)) {
            return path;
        }
        throw in.invalid("Operator or function requires a document path; operator or function: " + function);
    }

    private Operand second() {
        in.expect(",");
        return operand();
    }

    private Operand prefix() {
        Operand prefix = second();
        if (prefix instanceof Operand.Given(Value value) && !(value instanceof Value.Text || value instanceof Value.Binary)) {
            throw incorrectType("begins_with", value);
        }
        return prefix;
    }

    private String type() {
        if (second() instanceof Operand.Given(Value.Text(String type)) && TYPES.contains(type)) {
            return type;
        }
        throw in.invalid("Invalid attribute type name found; type: valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
    }
}
