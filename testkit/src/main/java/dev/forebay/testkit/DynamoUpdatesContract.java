package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** What an UpdateItem does to an item, in both languages. */
public abstract class DynamoUpdatesContract extends DynamoContract {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SET v = v + :two | 3", "SET v = :two - v | 1", "SET v = if_not_exists(v, :two) | 1", "SET v = if_not_exists(nil, :two) | 2",
        "ADD v :two | 3", "SET v = :two, w = v REMOVE x | 2", "set #v = :two | 2", "SET v = v + :two ADD n :two | 3"})
    void numbersAreUpdated(String update, long expected) {
        String table = table("id");
        put(table, "id", "1", "v", 1);
        Map<String, AttributeValue> after = dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).updateExpression(update)
                .expressionAttributeNames(update.contains("#v") ? Map.of("#v", "v") : null)
                .expressionAttributeValues(item(":two", 2)).returnValues(ReturnValue.ALL_NEW)).attributes();

        assertThat(after).containsEntry("v", n(expected)).isEqualTo(get(table, "id", "1"));
    }

    @Test
    void documentsAreUpdatedInside() {
        String table = table("id");
        put(table, "id", "1", "m", map("x", map("y", 1)), "l", list(n(0), n(1), n(2), n(3)), "ss", AttributeValue.builder().ss("a", "b").build());
        dynamo.updateItem(r -> r.tableName(table).key(item("id", "1"))
                .updateExpression("SET m.x.z = :v, l[9] = :v, l[0] = m.x.y, tail = list_append(l, :l) REMOVE l[1], l[2], m.nil DELETE ss :ss")
                .expressionAttributeValues(item(":v", 7, ":l", list(n(8)), ":ss", AttributeValue.builder().ss("a", "b").build())));

        assertThat(get(table, "id", "1")).isEqualTo(item("id", "1", "m", map("x", map("y", 1, "z", 7)),
                "l", list(n(1), n(3), n(7)), "tail", list(n(0), n(1), n(2), n(3), n(8))));
        assertInvalid(() -> dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).updateExpression("SET nil.x = :v")
                .expressionAttributeValues(item(":v", 1))), "The document path provided in the update expression is invalid for update");
    }

    @Test
    void positionsMeanWhatTheyMeantBefore() {
        String table = table("id");
        put(table, "id", "1", "l", list(map("a", 0), map("a", 1, "b", 1), map("a", 2)));
        dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).updateExpression("REMOVE l[0], l[1].a, l[2].a"));

        assertThat(get(table, "id", "1")).containsEntry("l", list(map("b", 1), map()));
    }

    @Test
    void setsGrowAndShrink() {
        String table = table("id");
        AttributeValue two = AttributeValue.builder().ns("1", "2").build();
        dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).updateExpression("ADD ns :s").expressionAttributeValues(item(":s", two)));
        dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).updateExpression("ADD ns :s")
                .expressionAttributeValues(item(":s", AttributeValue.builder().ns("3").build())));
        dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).updateExpression("DELETE ns :s").expressionAttributeValues(item(":s", two)));

        assertThat(get(table, "id", "1").get("ns").ns()).containsExactly("3");
        assertInvalid(() -> dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).updateExpression("ADD ns :s")
                .expressionAttributeValues(item(":s", 1))), "incorrect data type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SET id = :v | Cannot update attribute id. This attribute is part of the key", "SET a = :v SET b = :v | section can only be used once",
        "SET a = :v, a.b = :v | Two document paths overlap", "SET a = nil + :v | refers to an attribute that does not exist in the item",
        "SET a = t + :v | incorrect data type", "ADD a :t | Incorrect operand type", "GROW a :v | Syntax error", "SET a :v | Syntax error",
        "REMOVE a, | Syntax error", "SET a = nonsense(b, :v) | Invalid function name"})
    void updatesAreChecked(String update, String why) {
        String table = table("id");
        put(table, "id", "1", "t", "text");
        Map<String, AttributeValue> values = item(":v", 1, ":t", "text");
        values.keySet().removeIf(name -> !update.contains(name));

        assertInvalid(() -> dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).updateExpression(update)
                .expressionAttributeValues(values.isEmpty() ? null : values)), why.strip());
        assertThat(get(table, "id", "1")).isEqualTo(item("id", "1", "t", "text"));
    }

    @Test
    void updatingShowsWhatIsAskedFor() {
        String table = table("id");
        put(table, "id", "1", "a", 1, "b", 1);

        assertThat(bump(table, ReturnValue.UPDATED_OLD)).isEqualTo(item("a", 1));
        assertThat(bump(table, ReturnValue.UPDATED_NEW)).isEqualTo(item("a", 3));
        assertThat(bump(table, ReturnValue.ALL_OLD)).isEqualTo(item("id", "1", "a", 3, "b", 1));
        assertThat(bump(table, ReturnValue.ALL_NEW)).isEqualTo(item("id", "1", "a", 5, "b", 1));
        assertThat(bump(table, ReturnValue.NONE)).isEmpty();
    }

    private Map<String, AttributeValue> bump(String table, ReturnValue shown) {
        return dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).updateExpression("ADD a :one")
                .expressionAttributeValues(item(":one", 1)).returnValues(shown)).attributes();
    }

    @Test
    void theUpdatesOfOldWork() {
        String table = table("id");
        dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).attributeUpdates(Map.of(
                "v", updated(AttributeAction.ADD, n(5)), "t", updated(AttributeAction.PUT, s("text")), "nil", deleted(),
                "ss", updated(AttributeAction.ADD, AttributeValue.builder().ss("a", "b").build()))));
        dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).attributeUpdates(Map.of(
                "v", updated(AttributeAction.ADD, n(-2)), "t", deleted(),
                "ss", updated(AttributeAction.DELETE, AttributeValue.builder().ss("a").build()))));

        assertThat(get(table, "id", "1")).isEqualTo(item("id", "1", "v", 3, "ss", AttributeValue.builder().ss("b").build()));
        assertInvalid(() -> dynamo.updateItem(r -> r.tableName(table).key(item("id", "1")).attributeUpdates(Map.of("id", deleted()))),
                "This attribute is part of the key");
    }

    private static AttributeValueUpdate updated(AttributeAction action, AttributeValue value) {
        return AttributeValueUpdate.builder().action(action).value(value).build();
    }

    private static AttributeValueUpdate deleted() {
        return AttributeValueUpdate.builder().action(AttributeAction.DELETE).build();
    }
}
