package dev.forebay.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/** The conditions of old: {@code Expected}, {@code QueryFilter} and {@code ScanFilter}, as {@link Condition}s. */
final class Expected {
    private static final Map<ComparisonOperator, Comparison> COMPARISONS = Map.of(
            ComparisonOperator.EQ, Comparison.EQ, ComparisonOperator.NE, Comparison.NE, ComparisonOperator.LT, Comparison.LT,
            ComparisonOperator.LE, Comparison.LE, ComparisonOperator.GT, Comparison.GT, ComparisonOperator.GE, Comparison.GE);
    private static final Set<ComparisonOperator> WITHOUT_VALUE = Set.of(ComparisonOperator.NULL, ComparisonOperator.NOT_NULL);

    private Expected() {}

    static Condition condition(Map<String, ExpectedAttributeValue> expected, ConditionalOperator operator) {
        return combined(expected.entrySet().stream().map(one -> of(one.getKey(), one.getValue())).toList(), operator);
    }

    static Condition filter(Map<String, software.amazon.awssdk.services.dynamodb.model.Condition> filters, ConditionalOperator operator) {
        return combined(filters.entrySet().stream()
                .map(one -> of(one.getKey(), one.getValue().comparisonOperator(), one.getValue().attributeValueList())).toList(), operator);
    }

    private static Condition combined(List<Condition> all, ConditionalOperator operator) {
        return operator == ConditionalOperator.OR && !all.isEmpty() ? new Condition.Any(all) : new Condition.All(all);
    }

    private static Condition of(String name, ExpectedAttributeValue expected) {
        if (expected.comparisonOperator() != null) {
            if (expected.exists() != null) {
                throw DynamoErrors.invalid("Exists and ComparisonOperator cannot be used together for Attribute: " + name);
            }
            if (expected.value() != null && expected.hasAttributeValueList()) {
                throw DynamoErrors.invalid("Value and AttributeValueList cannot be used together for Attribute: " + name);
            }
            return of(name, expected.comparisonOperator(),
                    expected.value() == null ? expected.attributeValueList() : List.of(expected.value()));
        }
        if (expected.hasAttributeValueList()) {
            throw DynamoErrors.invalid("AttributeValueList can only be used with a ComparisonOperator for Attribute: " + name);
        }
        boolean exists = expected.exists() == null || expected.exists();
        if (exists == (expected.value() == null)) {
            throw DynamoErrors.invalid(exists
                    ? "Value must be provided when Exists is " + (expected.exists() == null ? "null" : "true") + " for Attribute: " + name
                    : "Value cannot be used when Exists is false for Attribute: " + name);
        }
        return exists
                ? of(name, ComparisonOperator.EQ, List.of(expected.value()))
                : new Condition.Not(new Condition.Exists(Path.of(name)));
    }

    static Condition of(String name, ComparisonOperator operator, List<AttributeValue> given) {
        checkCount(operator, given.size());
        Path path = Path.of(name);
        Operand stored = new Operand.Stored(path);
        List<Operand> values = given.stream().<Operand>map(one -> new Operand.Given(checked(operator, AttributeValues.value(one)))).toList();
        return switch (operator) {
            case EQ, NE, LT, LE, GT, GE -> new Condition.Compare(stored, COMPARISONS.get(operator), values.getFirst());
            case IN -> new Condition.In(stored, values);
            case BETWEEN -> new Condition.Between(stored, values.getFirst(), values.getLast());
            case NOT_NULL -> new Condition.Exists(path);
            case NULL -> new Condition.Not(new Condition.Exists(path));
            case CONTAINS -> new Condition.Contains(stored, values.getFirst());
            case NOT_CONTAINS -> new Condition.Not(new Condition.Contains(stored, values.getFirst()));
            case BEGINS_WITH -> new Condition.BeginsWith(stored, values.getFirst());
            case UNKNOWN_TO_SDK_VERSION -> throw DynamoErrors.invalid("ComparisonOperator is not known");
        };
    }

    private static void checkCount(ComparisonOperator operator, int count) {
        if (operator == null) {
            throw DynamoErrors.missing("comparisonOperator");
        }
        boolean right = WITHOUT_VALUE.contains(operator) ? count == 0
                : operator == ComparisonOperator.BETWEEN ? count == 2
                : operator == ComparisonOperator.IN ? count > 0 : count == 1;
        if (!right) {
            throw DynamoErrors.invalid("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
        }
    }

    private static Value checked(ComparisonOperator operator, Value value) {
        boolean allowed = switch (operator) {
            case LT, LE, GT, GE, BETWEEN, CONTAINS, NOT_CONTAINS, IN -> value instanceof Value.Scalar
                    || operator == ComparisonOperator.CONTAINS || operator == ComparisonOperator.NOT_CONTAINS;
            case BEGINS_WITH -> value instanceof Value.Text || value instanceof Value.Binary;
            default -> true;
        };
        if (!allowed) {
            throw DynamoErrors.invalid("ComparisonOperator " + operator + " is not valid for " + value.type() + " AttributeValue type");
        }
        return value;
    }
}
