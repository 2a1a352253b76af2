package dev.forebay.dynamodb;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names and values that a request's expressions refer to. Every one of them must be used. */
final class Placeholders {
    private static final Pattern NAME = Pattern.compile("#[A-Za-z0-9_]+");
    private static final Pattern VALUE = Pattern.compile(":[A-Za-z0-9_]+");

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> unusedNames;
    private final Set<String> unusedValues;

    Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        this.values = values;
        unusedNames = new TreeSet<>(names.keySet());
        unusedValues = new TreeSet<>(values.keySet());
        names.keySet().forEach(name -> checkSyntax("ExpressionAttributeNames", NAME, name));
        values.keySet().forEach(value -> checkSyntax("ExpressionAttributeValues", VALUE, value));
        values.forEach(Placeholders::checkValue);
    }

    private static void checkSyntax(String where, Pattern pattern, String key) {
        if (!pattern.matcher(key).matches()) {
            throw DynamoErrors.validation(where + " contains invalid key: Syntax error; key: \"" + key + "\"");
        }
    }

    private static void checkValue(String key, AttributeValue value) {
        try {
            AttributeValues.value(value);
        } catch (software.amazon.awssdk.services.dynamodb.model.DynamoDbException e) {
            throw DynamoErrors.validation("ExpressionAttributeValues contains invalid value: "
                    + e.awsErrorDetails().errorMessage() + " for key " + key);
        }
    }

    /** Requires that there is an expression which could use them; {@code what} names it. */
    void requireExpression(boolean isThere, String what) {
        if (!isThere && !names.isEmpty()) {
            throw DynamoErrors.validation("ExpressionAttributeNames can only be specified when using expressions");
        }
        if (!isThere && !values.isEmpty()) {
            throw DynamoErrors.validation("ExpressionAttributeValues can only be specified when using expressions: " + what + " is null");
        }
    }

    String name(String expression, String placeholder) {
        unusedNames.remove(placeholder);
        String name = names.get(placeholder);
        if (name == null) {
            throw DynamoErrors.invalidExpression(expression,
                    "An expression attribute name used in the document path is not defined; attribute name: " + placeholder);
        }
        return name;
    }

    Value value(String expression, String placeholder) {
        unusedValues.remove(placeholder);
        AttributeValue value = values.get(placeholder);
        if (value == null) {
            throw DynamoErrors.invalidExpression(expression,
                    "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
        }
        return AttributeValues.value(value);
    }

    void requireAllUsed() {
        if (!unusedNames.isEmpty()) {
            throw DynamoErrors.validation("Value provided in ExpressionAttributeNames unused in expressions: keys: {"
                    + String.join(", ", unusedNames) + "}");
        }
        if (!unusedValues.isEmpty()) {
            throw DynamoErrors.validation("Value provided in ExpressionAttributeValues unused in expressions: keys: {"
                    + String.join(", ", unusedValues) + "}");
        }
    }
}
