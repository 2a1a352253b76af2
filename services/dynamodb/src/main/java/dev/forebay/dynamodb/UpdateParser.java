package dev.forebay.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads updates.
 *
 * <pre>
 *   SET path = value, …     value := term | term + term | term - term
 *                           term  := path | :value | if_not_exists ( path , value ) | list_append ( value , value ) | ( value )
 *   REMOVE path, …          ADD path :value, …          DELETE path :value, …
 * </pre>
 */
final class UpdateParser {
    private static final String KIND = "UpdateExpression";

    private final ExpressionReader in;
    private final List<Update.Action> actions = new ArrayList<>();
    private final Set<String> sections = new HashSet<>();

    private UpdateParser(ExpressionReader in) {
        this.in = in;
    }

    static Update parse(String text, Placeholders placeholders) {
        ExpressionReader reader = new ExpressionReader(KIND, text, placeholders);
        UpdateParser parser = new UpdateParser(reader);
        do {
            parser.section();
        } while (reader.peek().kind() != Token.Kind.END);
        ProjectionParser.requireApart(KIND, parser.actions.stream().map(Update.Action::path).toList());
        return new Update(List.copyOf(parser.actions));
    }

    private void section() {
        String name = in.peek().text().toUpperCase(java.util.Locale.ROOT);
        if (!Set.of("SET", "REMOVE", "ADD", "DELETE").contains(name)) {
            throw in.unexpected();
        }
        if (!sections.add(name)) {
            throw in.invalid("The \"" + name + "\" section can only be used once in an update expression;");
        }
        in.take();
        do {
            actions.add(action(name));
        } while (in.takeIf(","));
    }

    private Update.Action action(String section) {
        Path path = in.path();
        return switch (section) {
            case "SET" -> {
                in.expect("=");
                yield new Update.Set(path, value());
            }
            case "REMOVE" -> new Update.Remove(path);
            case "ADD" -> new Update.Add(path, addend(in.value()));
            default -> {
                if (in.value() instanceof Value.AnySet elements) {
                    yield new Update.Delete(path, elements);
                }
                throw incorrectOperand("DELETE", "ALLOWED_FOR_DELETE_OPERAND");
            }
        };
    }

    private Value addend(Value value) {
        if (value instanceof Value.Numeric || value instanceof Value.AnySet) {
            return value;
        }
        throw incorrectOperand("ADD", "ALLOWED_FOR_ADD_OPERAND");
    }

    private RuntimeException incorrectOperand(String operator, String allowed) {
        return in.invalid("Incorrect operand type for operator or function; operator: " + operator + ", operand type: OTHER, typeSet: " + allowed);
    }

    private SetValue value() {
        SetValue left = term();
        if (in.takeIf("+")) {
            return sum(left, term(), false);
        }
        if (in.takeIf("-")) {
            return sum(left, term(), true);
        }
        return left;
    }

    private SetValue sum(SetValue left, SetValue right, boolean minus) {
        for (SetValue one : List.of(left, right)) {
            if (one instanceof SetValue.Given(Value value) && !(value instanceof Value.Numeric)) {
                throw in.invalid("Incorrect operand type for operator or function; operator or function: "
                        + (minus ? "-" : "+") + ", operand type: " + value.type());
            }
        }
        return new SetValue.Sum(left, right, minus);
    }

    private SetValue term() {
        if (in.peek().kind() == Token.Kind.VALUE_PLACEHOLDER) {
            return new SetValue.Given(in.value());
        }
        boolean function = in.peek().kind() == Token.Kind.NAME && in.isFollowedBy("(");
        if (!function && in.isPath()) {
            return new SetValue.Stored(in.path());
        }
        in.enter();
        SetValue inner = function ? function(in.take().text()) : parenthesized();
        in.leave();
        return inner;
    }

    private SetValue parenthesized() {
        in.expect("(");
        SetValue inner = value();
        in.expect(")");
        return inner;
    }

    private SetValue function(String name) {
        in.expect("(");
        SetValue result = switch (name) {
            case "if_not_exists" -> {
                Path path = in.path();
                in.expect(",");
                yield new SetValue.IfNotExists(path, value());
            }
            case "list_append" -> {
                SetValue first = value();
                in.expect(",");
                yield new SetValue.ListAppend(first, value());
            }
            default -> throw in.invalid("Invalid function name; function: " + name);
        };
        in.expect(")");
        return result;
    }
}
