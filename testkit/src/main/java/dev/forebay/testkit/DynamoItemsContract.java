package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Single items: putting, getting, updating and deleting, and on what conditions. */
public abstract class DynamoItemsContract extends DynamoContract {

    @Test
    void anItemIsWhatWasPut() {
        String table = table("id");
        Map<String, AttributeValue> all = item("id", "1", "n", AttributeValue.fromN("-1.50"), "b", b(0, 255), "t", AttributeValue.fromBool(true),
                "nul", AttributeValue.fromNul(true), "ss", AttributeValue.builder().ss("b", "a").build(),
                "ns", AttributeValue.builder().ns("10", "2").build(), "l", list(n(1), list(s(""))), "m", map("deep", map("x", 1)));
        dynamo.putItem(r -> r.tableName(table).item(all));
        Map<String, AttributeValue> found = get(table, "id", "1");

        assertThat(found).containsEntry("n", AttributeValue.fromN("-1.5")).containsEntry("ss", AttributeValue.builder().ss("a", "b").build())
                .containsEntry("ns", AttributeValue.builder().ns("2", "10").build());
        for (String same : new String[] {"id", "b", "t", "nul", "l", "m"}) {
            assertThat(found).containsEntry(same, all.get(same));
        }
        assertThat(get(table, "id", "2")).isEmpty();
        assertThat(dynamo.getItem(r -> r.tableName(table).key(item("id", "2"))).hasItem()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1.0,1", "0.00,0", "-0,0", "1e3,1000", "+5,5", "1.20E-2,0.012", "007,7", ".5,0.5",
        "12345678901234567890123456789012345678,12345678901234567890123456789012345678"})
    void numbersComeBackAsTheyAre(String put, String got) {
        String table = table("id");
        put(table, "id", "1", "n", AttributeValue.fromN(put));

        assertThat(get(table, "id", "1").get("n").n()).isEqualTo(got);
    }

    @ParameterizedTest
    @CsvSource({"1e126,Number overflow", "1e-131,Number underflow", "123456789012345678901234567890123456789,more than 38 significant digits",
        "abc,cannot be converted to a numeric value: abc", "'1 ',cannot be converted", "0x1,cannot be converted", "1e99999999999,cannot be converted"})
    void numbersHaveLimits(String number, String why) {
        String table = table("id");

        assertInvalid(() -> put(table, "id", "1", "n", AttributeValue.fromN(number)), why);
    }

    @Test
    void whatIsPutIsChecked() {
        String table = table("id", "at", ScalarAttributeType.N);

        assertInvalid(() -> put(table, "at", 1), "Missing the key id in the item");
        assertInvalid(() -> put(table, "id", "1", "at", "1"), "Type mismatch for key at expected: N actual: S");
        assertInvalid(() -> put(table, "id", "", "at", 1),
                "The AttributeValue for a key attribute cannot contain an empty string value. Key: id");
        assertInvalid(() -> get(table, "id", "1"), "The provided key element does not match the schema");
        assertInvalid(() -> get(table, "id", "1", "at", 1, "more", 1), "The provided key element does not match the schema");
        assertInvalid(() -> put(table, "id", "1", "at", 1, "x", AttributeValue.builder().ss("a", "a").build()), "contains duplicates");
        assertInvalid(() -> put(table, "id", "1", "at", 1, "x", AttributeValue.builder().build()), "Supplied AttributeValue is empty");
        assertInvalid(() -> put(table, "id", "1", "at", 1, "x", "x".repeat(400 * 1_024)), "Item size has exceeded the maximum allowed size");
        assertInvalid(() -> put(table, "id", "x".repeat(2_049), "at", 1), "hashkey has exceeded the maximum size limit of 2048 bytes");
    }

    @Test
    void puttingShowsWhatWas() {
        String table = table("id");
        assertThat(dynamo.putItem(r -> r.tableName(table).item(item("id", "1", "v", 1)).returnValues(ReturnValue.ALL_OLD)).hasAttributes()).isFalse();
        assertThat(dynamo.putItem(r -> r.tableName(table).item(item("id", "1", "v", 2)).returnValues(ReturnValue.ALL_OLD)).attributes())
                .isEqualTo(item("id", "1", "v", 1));
        assertInvalid(() -> dynamo.putItem(r -> r.tableName(table).item(item("id", "1")).returnValues(ReturnValue.ALL_NEW)),
                "ReturnValues can only be ALL_OLD or NONE");
        assertThat(dynamo.deleteItem(r -> r.tableName(table).key(item("id", "1")).returnValues(ReturnValue.ALL_OLD)).attributes())
                .isEqualTo(item("id", "1", "v", 2));
        assertThat(get(table, "id", "1")).isEmpty();
        dynamo.deleteItem(r -> r.tableName(table).key(item("id", "1")));
    }

    @Test
    void aConditionThatFailsChangesNothingAndMayShowTheItem() {
        String table = table("id");
        put(table, "id", "1", "v", 1);
        ConditionalCheckFailedException plain = (ConditionalCheckFailedException) refusalOf(() -> dynamo.putItem(r -> r.tableName(table)
                .item(item("id", "1", "v", 2)).conditionExpression("attribute_not_exists(id)")))
                .is(ConditionalCheckFailedException.class, "ConditionalCheckFailedException").says("The conditional request failed").thrown();
        ConditionalCheckFailedException showing = (ConditionalCheckFailedException) refusalOf(() -> dynamo.deleteItem(r -> r.tableName(table)
                .key(item("id", "1")).conditionExpression("v > :v").expressionAttributeValues(item(":v", 1))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .is(ConditionalCheckFailedException.class, "ConditionalCheckFailedException").thrown();

        assertThat(plain.hasItem()).isFalse();
        assertThat(showing.item()).isEqualTo(item("id", "1", "v", 1));
        assertThat(get(table, "id", "1")).isEqualTo(item("id", "1", "v", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a = :one", "a <> :two", "a < :two", "a <= :one", "a > :zero AND a >= :one", "NOT a = :two", "a = :two OR a = :one", "a between :zero and :two",
        "a IN (:two, :one)", "attribute_exists(t) AND attribute_not_exists(nil)", "attribute_type(t, :S)", "begins_with(t, :he)", "contains(t, :ll)",
        "contains(l, :one)", "contains(ss, :x)", "size(t) = :five", "m.x.y = :one", "l[1] = :one", "#m.#x.y = :one", "not (a = :two or a = :zero)",
        "nil <> :one", "NOT nil = :one", "NOT nil < :one", "m.#x = :map", "(a = :one) and (t = :hello)", "a = :one OR a = :one AND a = :two"})
    void conditionsHold(String condition) {
        assertThat(holds(condition)).as(condition).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a = :two", "a <> :one", "a < :one", "nil = :one", "nil < :one", "t < :one", "a between :two and :five", "attribute_type(a, :S)",
        "begins_with(t, :ll)", "contains(nil, :one)", "size(nil) = :one", "size(a) = :one", "m.nil.y = :one", "l[7] = :one", "attribute_exists(m.nil)",
        "NOT a = :one", "(a = :one OR a = :one) AND a = :two"})
    void conditionsDoNotHold(String condition) {
        assertThat(holds(condition)).as(condition).isFalse();
    }

    private boolean holds(String condition) {
        String table = table("id");
        put(table, "id", "1", "a", 1, "t", "hello", "l", list(n(0), n(1)), "ss", AttributeValue.builder().ss("x", "y").build(),
                "m", map("x", map("y", 1)));
        Map<String, AttributeValue> values = item(":zero", 0, ":one", 1, ":two", 2, ":five", 5, ":S", "S", ":he", "he", ":ll", "ll", ":x", "x",
                ":hello", "hello", ":map", map("y", 1));
        values.keySet().removeIf(name -> !condition.matches(".*" + name + "\\b.*"));
        Map<String, String> names = new java.util.HashMap<>(Map.of("#m", "m", "#x", "x"));
        names.keySet().removeIf(name -> !condition.matches(".*" + name + "\\b.*"));
        try {
            dynamo.deleteItem(r -> r.tableName(table).key(item("id", "1")).conditionExpression(condition)
                    .expressionAttributeValues(values.isEmpty() ? null : values).expressionAttributeNames(names.isEmpty() ? null : names));
            return true;
        } catch (ConditionalCheckFailedException no) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a = | Syntax error; token: \"<EOF>\"", "a == :v | Syntax error; token: \"=\"", "status = :v | reserved keyword: status",
        "a = :w | An expression attribute value used in expression is not defined; attribute value: :w",
        "#n = :v | An expression attribute name used in the document path is not defined; attribute name: #n",
        "no_such(a, :v) | Invalid function name; function: no_such", "a = :v AND | Syntax error", "a ~ :v | Syntax error", "(a = :v | Syntax error",
        "b = a | ExpressionAttributeValues unused in expressions: keys: {:v}", "a between :v | Syntax error", "a = a | must be distinct"})
    void conditionsAreChecked(String condition, String why) {
        String table = table("id");

        assertInvalid(() -> dynamo.putItem(r -> r.tableName(table).item(item("id", "1"))
                .conditionExpression(condition).expressionAttributeValues(item(":v", 1))), why.strip());
    }

    @Test
    void theTwoLanguagesAreNotMixed() {
        String table = table("id");

        assertInvalid(() -> dynamo.putItem(r -> r.tableName(table).item(item("id", "1")).conditionExpression("attribute_exists(id)")
                .expected(Map.of("id", ExpectedAttributeValue.builder().exists(false).build()))),
                "Can not use both expression and non-expression parameters in the same request:"
                        + " Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}");
        assertInvalid(() -> dynamo.putItem(r -> r.tableName(table).item(item("id", "1")).expressionAttributeValues(item(":v", 1))),
                "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null");
    }

    @Test
    void theConditionsOfOldHold() {
        String table = table("id");
        dynamo.putItem(r -> r.tableName(table).item(item("id", "1", "v", 1, "t", "text"))
                .expected(Map.of("id", ExpectedAttributeValue.builder().exists(false).build())));
        refusalOf(() -> dynamo.putItem(r -> r.tableName(table).item(item("id", "1"))
                .expected(Map.of("id", ExpectedAttributeValue.builder().exists(false).build())))).is("ConditionalCheckFailedException");
        refusalOf(() -> dynamo.deleteItem(r -> r.tableName(table).key(item("id", "1"))
                .expected(Map.of("v", expected(n(2)), "t", expected(s("text")))))).is("ConditionalCheckFailedException");
        refusalOf(() -> dynamo.deleteItem(r -> r.tableName(table).key(item("id", "1"))
                .expected(Map.of("t", compared(ComparisonOperator.BEGINS_WITH, s("x")))))).is("ConditionalCheckFailedException");
        assertInvalid(() -> dynamo.deleteItem(r -> r.tableName(table).key(item("id", "1"))
                .expected(Map.of("v", ExpectedAttributeValue.builder().exists(true).build()))), "Value must be provided when Exists is true for Attribute: v");
        dynamo.deleteItem(r -> r.tableName(table).key(item("id", "1")).conditionalOperator(ConditionalOperator.OR)
                .expected(Map.of("v", expected(n(2)), "t", compared(ComparisonOperator.BETWEEN, s("a"), s("z")))));

        assertThat(get(table, "id", "1")).isEmpty();
    }

    private static ExpectedAttributeValue expected(AttributeValue value) {
        return ExpectedAttributeValue.builder().value(value).build();
    }

    private static ExpectedAttributeValue compared(ComparisonOperator operator, AttributeValue... values) {
        return ExpectedAttributeValue.builder().comparisonOperator(operator).attributeValueList(values).build();
    }

    @Test
    void partsOfAnItemAreShown() {
        String table = table("id");
        put(table, "id", "1", "a", 1, "m", map("x", 1, "y", 2), "l", list(n(0), n(1), n(2)));

        assertThat(dynamo.getItem(r -> r.tableName(table).key(item("id", "1")).projectionExpression("a, m.x, l[0], l[2], nil.x")).item())
                .isEqualTo(item("a", 1, "m", map("x", 1), "l", list(n(0), n(2))));
        assertThat(dynamo.getItem(r -> r.tableName(table).key(item("id", "1")).attributesToGet("a", "nil")).item()).isEqualTo(item("a", 1));
        assertInvalid(() -> dynamo.getItem(r -> r.tableName(table).key(item("id", "1")).projectionExpression("m, m.x")), "Two document paths overlap");
    }

    @Test
    void capacityIsReckonedFromSizes() {
        String table = table("id");
        double written = dynamo.putItem(r -> r.tableName(table).item(item("id", "1", "text", "x".repeat(2_500)))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity().capacityUnits();

        assertThat(written).isEqualTo(3);
        assertThat(dynamo.getItem(r -> r.tableName(table).key(item("id", "1")).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity().capacityUnits()).isEqualTo(0.5);
        assertThat(dynamo.getItem(r -> r.tableName(table).key(item("id", "1")).consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity().capacityUnits()).isEqualTo(1);
        assertThat(dynamo.getItem(r -> r.tableName(table).key(item("id", "1"))).consumedCapacity()).isNull();
    }
}
