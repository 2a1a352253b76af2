package dev.forebay.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a query asks of the key: one hash key, and perhaps something of the range key. */
record KeyCondition(Value.Scalar hash, Optional<RangeCondition> range) {
    private static final String KIND = "KeyConditionExpression";
    private static final String NOT_SUPPORTED = "Query key condition not supported";

    /** Reads a condition as one on keys. */
    static KeyCondition of(Condition condition, KeySchema schema) {
        Map<String, Condition> byName = new HashMap<>();
        for (Condition one : flat(condition)) {
            if (byName.put(attribute(one), one) != null) {
                throw DynamoErrors.invalidExpression(KIND, "KeyConditionExpressions must only contain one condition per key");
            }
        }
        Condition onHash = byName.remove(schema.hash().name());
        if (onHash == null) {
            throw DynamoErrors.validation("Query condition missed key schema element: " + schema.hash().name());
        }
        Optional<Condition> onRange = schema.range().flatMap(range -> Optional.ofNullable(byName.remove(range.name())));
        if (!byName.isEmpty()) {
            throw schema.range().isPresent() && onRange.isEmpty()
                    ? DynamoErrors.validation("Query condition missed key schema element: " + schema.range().get().name())
                    : DynamoErrors.validation(NOT_SUPPORTED);
        }
        return new KeyCondition(hash(onHash, schema.hash()), onRange.map(one -> range(one, schema.range().orElseThrow())));
    }

    private static List<Condition> flat(Condition condition) {
        if (condition instanceof Condition.All(List<Condition> all)) {
            List<Condition> flat = new ArrayList<>();
            all.forEach(one -> flat.addAll(flat(one)));
            return flat;
        }
        return List.of(condition);
    }

    /** The attribute that a condition is about. */
    private static String attribute(Condition condition) {
        Operand operand = switch (condition) {
            case Condition.Compare(Operand left, Comparison _, Operand right) -> left instanceof Operand.Given ? right : left;
            case Condition.Between(Operand between, Operand _, Operand _) -> between;
            case Condition.BeginsWith(Operand of, Operand _) -> of;
            case Condition.Any _ -> throw invalidOperator("OR");
            case Condition.Not _ -> throw invalidOperator("NOT");
            case Condition.In _ -> throw invalidOperator("IN");
            case Condition.Contains _ -> throw invalidOperator("contains");
            case Condition.Exists _ -> throw invalidOperator("attribute_exists");
            case Condition.OfType _ -> throw invalidOperator("attribute_type");
            case Condition.All _ -> throw DynamoErrors.validation(NOT_SUPPORTED);
        };
        if (operand instanceof Operand.Stored(Path path) && path.isAttribute()) {
            return path.attribute();
        }
        throw operand instanceof Operand.Stored
                ? DynamoErrors.invalidExpression(KIND, "KeyConditionExpressions cannot have conditions on nested attributes")
                : DynamoErrors.validation(NOT_SUPPORTED);
    }

    private static RuntimeException invalidOperator(String operator) {
        return DynamoErrors.invalidExpression(KIND, "Invalid operator used in KeyConditionExpression: " + operator);
    }

    private static Value.Scalar hash(Condition condition, KeySchema.Attribute attribute) {
        if (condition instanceof Condition.Compare(Operand left, Comparison how, Operand right) && how == Comparison.EQ) {
            return given(left instanceof Operand.Given ? left : right, attribute);
        }
        throw DynamoErrors.validation(NOT_SUPPORTED);
    }

    private static RangeCondition range(Condition condition, KeySchema.Attribute attribute) {
        return switch (condition) {
            case Condition.Between(Operand _, Operand low, Operand high) -> between(given(low, attribute), given(high, attribute));
            case Condition.BeginsWith(Operand _, Operand prefix) -> {
                Value.Scalar start = given(prefix, attribute);
                yield new RangeCondition(RangeCondition.Operator.BEGINS_WITH, start, start);
            }
            case Condition.Compare(Operand left, Comparison how, Operand right) when how != Comparison.NE -> {
                boolean turned = left instanceof Operand.Given;
                Value.Scalar value = given(turned ? left : right, attribute);
                yield new RangeCondition(operator(how, turned), value, value);
            }
            default -> throw DynamoErrors.validation(NOT_SUPPORTED);
        };
    }

    private static RangeCondition between(Value.Scalar low, Value.Scalar high) {
        if (Comparison.compare(low, high) > 0) {
            throw DynamoErrors.invalid("The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        }
        return new RangeCondition(RangeCondition.Operator.BETWEEN, low, high);
    }

    private static RangeCondition.Operator operator(Comparison how, boolean turned) {
        return switch (how) {
            case LT -> turned ? RangeCondition.Operator.GT : RangeCondition.Operator.LT;
            case LE -> turned ? RangeCondition.Operator.GE : RangeCondition.Operator.LE;
            case GT -> turned ? RangeCondition.Operator.LT : RangeCondition.Operator.GT;
            case GE -> turned ? RangeCondition.Operator.LE : RangeCondition.Operator.GE;
            default -> RangeCondition.Operator.EQ;
        };
    }

    private static Value.Scalar given(Operand operand, KeySchema.Attribute attribute) {
        if (!(operand instanceof Operand.Given(Value value))) {
            throw DynamoErrors.validation(NOT_SUPPORTED);
        }
        if (!value.type().equals(attribute.type()) || !(value instanceof Value.Scalar scalar)) {
            throw DynamoErrors.invalid("Condition parameter type does not match schema type");
        }
        if (Sizes.of(value) == 0) {
            throw DynamoErrors.validation("One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
                    + (attribute.type().equals("B") ? "binary" : "string") + " value. Key: " + attribute.name());
        }
        return scalar;
    }
}
