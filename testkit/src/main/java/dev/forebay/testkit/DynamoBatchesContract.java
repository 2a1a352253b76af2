package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Several items at once: batches, and transactions. */
public abstract class DynamoBatchesContract extends DynamoContract {

    @Test
    void aBatchIsWrittenAndRead() {
        String one = table("id");
        String two = table("id");
        put(two, "id", "old");
        dynamo.batchWriteItem(r -> r.requestItems(Map.of(
                one, IntStream.range(0, 20).mapToObj(i -> putting("i" + i)).toList(),
                two, List.of(putting("new"), WriteRequest.builder().deleteRequest(d -> d.key(item("id", "old"))).build()))));
        Map<String, List<Map<String, AttributeValue>>> found = dynamo.batchGetItem(r -> r.requestItems(Map.of(
                one, keys("i0", "i19", "none"), two, keys("old", "new")))).responses();

        assertThat(found.get(one)).containsExactlyInAnyOrder(item("id", "i0", "v", 1), item("id", "i19", "v", 1));
        assertThat(found.get(two)).containsExactly(item("id", "new", "v", 1));
    }

    private static WriteRequest putting(String id) {
        return WriteRequest.builder().putRequest(p -> p.item(item("id", id, "v", 1))).build();
    }

    private static KeysAndAttributes keys(String... ids) {
        return KeysAndAttributes.builder().keys(java.util.Arrays.stream(ids).map(id -> item("id", id)).toList()).build();
    }

    @Test
    void batchesAreChecked() {
        String table = table("id");

        refusalOf(() -> dynamo.batchWriteItem(r -> r.requestItems(Map.of(table, IntStream.range(0, 26).mapToObj(i -> putting("" + i)).toList()))))
                .is("ValidationException");
        assertInvalid(() -> dynamo.batchWriteItem(r -> r.requestItems(Map.of(table, List.of(putting("1"), putting("1"))))),
                "Provided list of item keys contains duplicates");
        assertInvalid(() -> dynamo.batchGetItem(r -> r.requestItems(Map.of(table, keys("1", "1")))), "Provided list of item keys contains duplicates");
        refusalOf(() -> dynamo.batchWriteItem(r -> r.requestItems(Map.of("no-such-table", List.of(putting("1")))))).is("ResourceNotFoundException");
    }

    @Test
    void aTransactionIsMadeAsAWhole() {
        String one = table("id");
        String two = table("id");
        put(one, "id", "a", "v", 1);
        put(two, "id", "gone");
        dynamo.transactWriteItems(r -> r.transactItems(
                TransactWriteItem.builder().put(p -> p.tableName(two).item(item("id", "new"))).build(),
                TransactWriteItem.builder().delete(d -> d.tableName(two).key(item("id", "gone"))).build(),
                TransactWriteItem.builder().update(u -> u.tableName(one).key(item("id", "a")).updateExpression("ADD v :one")
                        .expressionAttributeValues(item(":one", 1))).build(),
                TransactWriteItem.builder().conditionCheck(c -> c.tableName(one).key(item("id", "none")).conditionExpression("attribute_not_exists(id)")).build()));

        assertThat(get(one, "id", "a")).isEqualTo(item("id", "a", "v", 2));
        assertThat(get(two, "id", "gone")).isEmpty();
        assertThat(dynamo.transactGetItems(r -> r.transactItems(
                        TransactGetItem.builder().get(w -> w.tableName(one).key(item("id", "a")).projectionExpression("v")).build(),
                        TransactGetItem.builder().get(w -> w.tableName(two).key(item("id", "new"))).build(),
                        TransactGetItem.builder().get(w -> w.tableName(two).key(item("id", "gone"))).build())).responses()
                .stream().map(found -> found.hasItem() ? found.item() : null).toList()).containsExactly(item("v", 2), item("id", "new"), null);
    }

    @Test
    void aTransactionThatFailsChangesNothing() {
        String table = table("id");
        put(table, "id", "a", "v", 1);
        TransactionCanceledException canceled = (TransactionCanceledException) refusalOf(() -> dynamo.transactWriteItems(r -> r.transactItems(
                TransactWriteItem.builder().put(p -> p.tableName(table).item(item("id", "b"))).build(),
                TransactWriteItem.builder().update(u -> u.tableName(table).key(item("id", "a")).updateExpression("SET v = :two").conditionExpression("v = :two")
                        .expressionAttributeValues(item(":two", 2)).returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)).build())))
                .is(TransactionCanceledException.class, "TransactionCanceledException")
                .says("Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]").thrown();

        assertThat(canceled.cancellationReasons().stream().map(CancellationReason::code).toList()).containsExactly("None", "ConditionalCheckFailed");
        assertThat(canceled.cancellationReasons().getLast().item()).isEqualTo(item("id", "a", "v", 1));
        assertThat(get(table, "id", "b")).isEmpty();
        assertInvalid(() -> dynamo.transactWriteItems(r -> r.transactItems(
                TransactWriteItem.builder().put(p -> p.tableName(table).item(item("id", "b"))).build(),
                TransactWriteItem.builder().delete(d -> d.tableName(table).key(item("id", "b"))).build())),
                "Transaction request cannot include multiple operations on one item");
    }

    @Test
    void aTransactionSentAgainHasNoEffectForTenMinutes() {
        String table = table("id");
        add(table, "token-1", 1);
        add(table, "token-1", 1);
        refusalOf(() -> add(table, "token-1", 2)).is(IdempotentParameterMismatchException.class, "IdempotentParameterMismatchException");
        pass(Duration.ofMinutes(9));
        add(table, "token-1", 1);
        assertThat(get(table, "id", "a")).containsEntry("v", n(1));
        pass(Duration.ofMinutes(2));
        add(table, "token-1", 2);
        pass(Duration.ofMinutes(40));
        add(table, "token-2", 4);

        assertThat(get(table, "id", "a")).containsEntry("v", n(7));
    }

    private void add(String table, String token, int number) {
        dynamo.transactWriteItems(r -> r.clientRequestToken(token).transactItems(TransactWriteItem.builder()
                .update(u -> u.tableName(table).key(item("id", "a")).updateExpression("ADD v :v").expressionAttributeValues(item(":v", number))).build()));
    }
}
