package dev.forebay.sns;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the array behind a name in a filter policy: values, and objects with one operator each. */
final class FilterConditionReader {
    private static final String ONE_KEY = "Only one key allowed in match expression";
    private static final String NOT_A_STRING = " match pattern must be a string";

    private final JsonParser parser;
    private final FilterNumericReader numeric;

    FilterConditionReader(JsonParser parser) {
        this.parser = parser;
        numeric = new FilterNumericReader(parser);
    }

    /** Reads from behind the opening bracket to the closing one. */
    List<FilterCondition> array() throws IOException, FilterPolicyRefused {
        List<FilterCondition> conditions = new ArrayList<>(1);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            conditions.add(element());
        }
        if (conditions.isEmpty()) {
            throw refusal("Empty arrays are not allowed");
        }
        return conditions;
    }

    private FilterCondition element() throws IOException, FilterPolicyRefused {
        return switch (parser.currentToken()) {
            case START_OBJECT -> expression();
            case VALUE_STRING -> new FilterCondition.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> new FilterCondition.Literal(parser.getText());
            default -> throw refusal("Match value must be String, number, true, false, or null");
        };
    }

    private static FilterCondition number(String text) {
        long number = FilterNumber.parse(text);
        return number == FilterNumber.NONE ? new FilterCondition.Literal(text) : new FilterCondition.Range(number, number);
    }

    private FilterCondition expression() throws IOException, FilterPolicyRefused {
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            throw refusal("Match expression name not found");
        }
        String operator = parser.currentName();
        FilterCondition condition = switch (operator) {
            case "prefix" -> new FilterCondition.Prefix(string(operator));
            case "suffix" -> new FilterCondition.Suffix(string(operator));
            case "equals-ignore-case" -> FilterCondition.IgnoreCase.of(string(operator));
            case "wildcard" -> wildcard(string(operator));
            // AWS: it says prefix here.
            case "cidr" -> cidr(string("prefix"));
            case "exists" -> exists();
            case "numeric" -> numeric.read();
            case "anything-but" -> anythingBut();
            default -> throw refusal("Unrecognized match type " + operator);
        };
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean counted = operator.equals("numeric") || operator.equals("anything-but");
            throw refusal(counted ? FilterNumericReader.TOO_MANY : ONE_KEY);
        }
        return condition;
    }

    private String string(String operator) throws IOException, FilterPolicyRefused {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw refusal(operator + NOT_A_STRING);
        }
        return parser.getText();
    }

    private FilterCondition exists() throws IOException, FilterPolicyRefused {
        JsonToken token = parser.nextToken();
        if (!token.isBoolean()) {
            throw refusal("exists match pattern must be either true or false.");
        }
        return new FilterCondition.Exists(token == JsonToken.VALUE_TRUE);
    }

    private FilterCondition wildcard(String pattern) throws FilterPolicyRefused {
        try {
            return FilterPatterns.wildcard(pattern);
        } catch (IllegalArgumentException e) {
            throw refusal(e.getMessage());
        }
    }

    /** AWS: of these, it does not say where they are. */
    private static FilterCondition cidr(String block) throws FilterPolicyRefused {
        try {
            return FilterPatterns.cidr(block);
        } catch (IllegalArgumentException e) {
            throw FilterPolicyRefused.because(e.getMessage());
        }
    }

    private FilterCondition anythingBut() throws IOException, FilterPolicyRefused {
        return switch (parser.nextToken()) {
            case START_OBJECT -> anythingButExpression();
            case START_ARRAY -> anythingButList();
            case VALUE_STRING -> but(new FilterCondition.Text(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> but(numeric.point());
            default -> throw refusal("Value of anything-but must be an array or single string/number value.");
        };
    }

    /** AWS: suffix and equals-ignore-case, which its engine would know, are refused here. */
    private FilterCondition anythingButExpression() throws IOException, FilterPolicyRefused {
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            throw refusal("Anything-But expression name not found");
        }
        String operator = parser.currentName();
        FilterCondition excluded = switch (operator) {
            case "prefix" -> new FilterCondition.Prefix(notEmpty(string(operator)));
            case "wildcard" -> wildcard(string(operator));
            default -> throw refusal("Unsupported anything-but pattern: " + operator);
        };
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw refusal(ONE_KEY);
        }
        return but(excluded);
    }

    private String notEmpty(String prefix) throws FilterPolicyRefused {
        if (prefix.isEmpty()) {
            throw refusal("Null prefix not allowed");
        }
        return prefix;
    }

    private FilterCondition anythingButList() throws IOException, FilterPolicyRefused {
        List<FilterCondition> excluded = new ArrayList<>();
        int numbers = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                excluded.add(new FilterCondition.Text(parser.getText()));
            } else if (parser.currentToken().isNumeric()) {
                excluded.add(numeric.point());
                numbers++;
            } else {
                throw refusal("Inside anything but list, start|null|boolean is not supported.");
            }
        }
        if (excluded.isEmpty() || numbers != 0 && numbers != excluded.size()) {
            throw refusal("Inside anything but list, either all values are number or string, mixed type is not supported");
        }
        return new FilterCondition.AnythingBut(List.copyOf(excluded));
    }

    private static FilterCondition but(FilterCondition excluded) {
        return new FilterCondition.AnythingBut(List.of(excluded));
    }

    private FilterPolicyRefused refusal(String what) {
        return FilterPolicyReader.refusal(parser, what);
    }
}
