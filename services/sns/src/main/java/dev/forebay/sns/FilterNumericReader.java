package dev.forebay.sns;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads the array of a numeric comparison: one operator with a number, or a lower and an upper bound. */
final class FilterNumericReader {
    static final String TOO_MANY = "Too many elements in numeric expression";

    private final JsonParser parser;

    FilterNumericReader(JsonParser parser) {
        this.parser = parser;
    }

    FilterCondition read() throws IOException, FilterPolicyRefused {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw refusal("Value of numeric must be an array.");
        }
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw refusal("Invalid member in numeric match: " + parser.getText());
        }
        String operator = parser.getText();
        parser.nextToken();
        return switch (operator) {
            case "=" -> end(equal(number("equals")));
            case ">=" -> from(number(operator), 0);
            // Numbers are whole hundred-thousandths: above one is from the next.
            case ">" -> from(number(operator), 1);
            case "<=" -> end(new FilterCondition.Range(FilterNumber.LOWEST, number(operator)));
            case "<" -> end(new FilterCondition.Range(FilterNumber.LOWEST, number(operator) - 1));
            default -> throw refusal("Unrecognized numeric range operator: " + operator);
        };
    }

    private FilterCondition end(FilterCondition condition) throws IOException, FilterPolicyRefused {
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw refusal(TOO_MANY);
        }
        return condition;
    }

    /** Reads on behind a lower bound, to which {@code step} is added when it is not included itself. */
    private FilterCondition from(long bottom, int step) throws IOException, FilterPolicyRefused {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return new FilterCondition.Range(bottom + step, FilterNumber.HIGHEST);
        }
        if (token != JsonToken.VALUE_STRING) {
            throw refusal("Bad value in numeric range: " + parser.getText());
        }
        String operator = parser.getText();
        if (!operator.equals("<") && !operator.equals("<=")) {
            throw refusal("Bad numeric range operator: " + operator);
        }
        parser.nextToken();
        long top = number(operator);
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw refusal("Too many terms in numeric range expression");
        }
        if (bottom >= top) {
            throw refusal("Bottom must be less than top");
        }
        return new FilterCondition.Range(bottom + step, operator.equals("<") ? top - 1 : top);
    }

    /** The number at which the parser stands. */
    private long number(String operator) throws IOException, FilterPolicyRefused {
        if (!parser.currentToken().isNumeric()) {
            throw refusal("Value of " + operator + " must be numeric");
        }
        return inRange();
    }

    /** The number at which the parser stands, as a condition. */
    FilterCondition point() throws IOException, FilterPolicyRefused {
        return equal(inRange());
    }

    private static FilterCondition equal(long number) {
        return new FilterCondition.Range(number, number);
    }

    private long inRange() throws IOException, FilterPolicyRefused {
        long number = FilterNumber.parse(parser.getText());
        if (number == FilterNumber.NONE) {
            throw refusal("Value must be between -1.0E9 and 1.0E9, inclusive");
        }
        return number;
    }

    private FilterPolicyRefused refusal(String what) {
        return FilterPolicyReader.refusal(parser, what);
    }
}
