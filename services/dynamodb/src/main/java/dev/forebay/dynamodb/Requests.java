package dev.forebay.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** What requests about items have in common: two languages that must not be mixed, and members that must be there. */
final class Requests {
    private Requests() {}

    /** The parameters of a request that are given, by language. */
    static final class Languages {
        private final List<String> old = new ArrayList<>();
        private final List<String> expressions = new ArrayList<>();

        Languages old(String name, boolean isGiven) {
            if (isGiven) {
                old.add(name);
            }
            return this;
        }

        Languages expression(String name, Object given) {
            if (given != null) {
                expressions.add(name);
            }
            return this;
        }

        /** AWS: one or the other. */
        void requireOne() {
            if (!old.isEmpty() && !expressions.isEmpty()) {
                throw DynamoErrors.validation("Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {"
                        + String.join(", ", old) + "} Expression parameters: {" + String.join(", ", expressions) + "}");
            }
        }

        boolean hasExpressions() {
            return !expressions.isEmpty();
        }
    }

    static Condition condition(String expression, Map<String, ExpectedAttributeValue> expected, ConditionalOperator operator, Placeholders placeholders) {
        if (expression != null) {
            return ConditionParser.parse("ConditionExpression", expression, placeholders);
        }
        if (operator != null && expected.isEmpty()) {
            throw DynamoErrors.validation("ConditionalOperator cannot be used without Filter or Expected");
        }
        return Expected.condition(expected, operator);
    }

    static Projection projection(String expression, List<String> attributes, Placeholders placeholders) {
        if (expression != null) {
            return ProjectionParser.parse(expression, placeholders);
        }
        if (attributes.stream().distinct().count() < attributes.size()) {
            throw DynamoErrors.invalid("Duplicate value in attribute name: " + attributes.getFirst());
        }
        return new Projection(attributes.stream().map(Path::of).toList());
    }

    static Placeholders placeholders(boolean hasNames, Map<String, String> names, boolean hasValues, Map<String, AttributeValue> values) {
        if (hasNames && names.isEmpty()) {
            throw DynamoErrors.validation("ExpressionAttributeNames must not be empty");
        }
        if (hasValues && values.isEmpty()) {
            throw DynamoErrors.validation("ExpressionAttributeValues must not be empty");
        }
        return new Placeholders(names, values);
    }

    /** AWS: a put and a deletion can show only what was. */
    static boolean showsOld(ReturnValue wanted) {
        ReturnValue asked = wanted == null ? ReturnValue.NONE : wanted;
        if (asked != ReturnValue.NONE && asked != ReturnValue.ALL_OLD) {
            throw DynamoErrors.validation("ReturnValues can only be ALL_OLD or NONE");
        }
        return asked == ReturnValue.ALL_OLD;
    }

    static boolean showsItem(ReturnValuesOnConditionCheckFailure wanted) {
        return wanted == ReturnValuesOnConditionCheckFailure.ALL_OLD;
    }

    static <T> T required(String member, T given, boolean isThere) {
        if (!isThere || given == null) {
            throw DynamoErrors.missing(member);
        }
        return given;
    }

    /** An item's attributes as an answer has them; null when there are none to show. */
    static Map<String, AttributeValue> attributes(Optional<Item> item) {
        return item.filter(one -> !one.isEmpty()).map(AttributeValues::of).map(LinkedHashMap::new).orElse(null);
    }
}
