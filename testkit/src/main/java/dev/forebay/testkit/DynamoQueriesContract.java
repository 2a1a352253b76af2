package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Queries and scans. */
public abstract class DynamoQueriesContract extends DynamoContract {

    @Test
    void aQueryShowsItemsInTheOrderOfNumbers() {
        String table = table("id", "at", ScalarAttributeType.N);
        List<String> sorted = List.of("-1000", "-20", "-2.5", "-2", "-0.1", "0", "0.01", "0.1", "1", "1.5", "9", "10", "123456789");
        for (String number : List.of("9", "-2.5", "10", "0", "-1000", "0.1", "123456789", "-20", "1.5", "0.01", "-2", "1", "-0.1")) {
            put(table, "id", "1", "at", AttributeValue.fromN(number));
            put(table, "id", "other", "at", AttributeValue.fromN(number));
        }

        assertThat(numbers(query(table, r -> {}))).isEqualTo(sorted);
        assertThat(numbers(query(table, r -> r.scanIndexForward(false)))).isEqualTo(sorted.reversed());
    }

    @Test
    void aQueryShowsItemsInTheOrderOfTexts() {
        String table = table("id", "at", ScalarAttributeType.S);
        List<String> sorted = List.of("A", "a", "a\u0000", "a\u0000b", "aa", "ab", "b", "\u00e9", "\uffee", "\ud83d\ude00");
        sorted.reversed().forEach(text -> put(table, "id", "1", "at", text));

        assertThat(query(table, r -> {}).items().stream().map(one -> one.get("at").s()).toList()).isEqualTo(sorted);
        assertThat(query(table, r -> r.keyConditionExpression("id = :id AND begins_with(#at, :a)")
                .expressionAttributeNames(Map.of("#at", "at")).expressionAttributeValues(item(":id", "1", ":a", "a"))).items()
                .stream().map(one -> one.get("at").s()).toList()).isEqualTo(sorted.subList(1, 6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "#at = :five | 5", "#at < :five | 1 2 3 4", "#at <= :five | 1 2 3 4 5", "#at > :five | 6 7 8 9", "#at >= :five | 5 6 7 8 9",
        "#at BETWEEN :five AND :seven | 5 6 7", ":five < #at | 6 7 8 9", "(#at = :five) | 5"})
    void aQueryShowsARange(String condition, String expected) {
        String table = table("id", "at", ScalarAttributeType.N);
        IntStream.range(1, 10).forEach(i -> put(table, "id", "1", "at", i));
        Map<String, AttributeValue> values = item(":id", "1", ":five", 5, ":seven", 7);
        values.keySet().removeIf(name -> !name.equals(":id") && !condition.contains(name));

        for (boolean forward : new boolean[] {true, false}) {
            List<String> found = numbers(query(table, r -> r.keyConditionExpression("id = :id AND " + condition).scanIndexForward(forward)
                    .expressionAttributeNames(Map.of("#at", "at")).expressionAttributeValues(values)));
            assertThat(String.join(" ", forward ? found : found.reversed())).isEqualTo(expected);
        }
    }

    @Test
    void aQueryComesInPages() {
        String table = table("id", "at", ScalarAttributeType.N);
        IntStream.range(0, 25).forEach(i -> put(table, "id", "1", "at", i));

        for (boolean forward : new boolean[] {true, false}) {
            List<String> all = new ArrayList<>();
            List<Integer> counts = new ArrayList<>();
            dynamo.queryPaginator(r -> onId(r.tableName(table)).limit(10).scanIndexForward(forward)).forEach(page -> {
                counts.add(page.count());
                all.addAll(numbers(page));
            });
            assertThat(counts).containsExactly(10, 10, 5);
            assertThat(forward ? all : all.reversed()).isEqualTo(IntStream.range(0, 25).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void aPageEndsAtOneMegabyte() {
        String table = table("id", "at", ScalarAttributeType.N);
        IntStream.range(0, 6).forEach(i -> put(table, "id", "1", "at", i, "body", "x".repeat(390_000)));
        QueryResponse first = query(table, r -> {});
        QueryResponse last = query(table, r -> r.scanIndexForward(false));

        assertThat(numbers(first)).containsExactly("0", "1", "2");
        assertThat(first.lastEvaluatedKey()).isEqualTo(item("id", "1", "at", 2));
        assertThat(numbers(last)).containsExactly("5", "4", "3");
        assertThat(numbers(query(table, r -> r.exclusiveStartKey(first.lastEvaluatedKey())))).containsExactly("3", "4", "5");
    }

    @Test
    void filtersLeaveOutWhatWasLookedAt() {
        String table = table("id", "at", ScalarAttributeType.N);
        IntStream.range(0, 10).forEach(i -> put(table, "id", "1", "at", i, "even", AttributeValue.fromBool(i % 2 == 0)));
        QueryResponse page = query(table, r -> r.filterExpression("even = :t").limit(4)
                .expressionAttributeValues(item(":id", "1", ":t", AttributeValue.fromBool(true))));

        assertThat(numbers(page)).containsExactly("0", "2");
        assertThat(page.count()).isEqualTo(2);
        assertThat(page.scannedCount()).isEqualTo(4);
        assertThat(page.lastEvaluatedKey()).isEqualTo(item("id", "1", "at", 3));
        assertInvalid(() -> query(table, r -> r.filterExpression("#at = :id").expressionAttributeNames(Map.of("#at", "at"))),
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: at");
    }

    @Test
    void aQueryShowsWhatIsSelected() {
        String table = table("id", "at", ScalarAttributeType.N);
        put(table, "id", "1", "at", 1, "a", 1, "b", 2);

        assertThat(query(table, r -> r.select(Select.COUNT)).hasItems()).isFalse();
        assertThat(query(table, r -> r.select(Select.COUNT)).count()).isEqualTo(1);
        assertThat(query(table, r -> r.projectionExpression("a")).items()).containsExactly(item("a", 1));
        assertInvalid(() -> query(table, r -> r.select(Select.SPECIFIC_ATTRIBUTES)), "SPECIFIC_ATTRIBUTES");
    }

    @Test
    void theQueriesOfOldWork() {
        String table = table("id", "at", ScalarAttributeType.N);
        IntStream.range(0, 10).forEach(i -> put(table, "id", "1", "at", i, "third", i % 3));
        QueryResponse found = dynamo.query(r -> r.tableName(table)
                .keyConditions(Map.of("id", on(ComparisonOperator.EQ, s("1")), "at", on(ComparisonOperator.GE, n(4))))
                .queryFilter(Map.of("third", on(ComparisonOperator.EQ, n(0)))));

        assertThat(numbers(found)).containsExactly("6", "9");
        assertInvalid(() -> dynamo.query(r -> r.tableName(table)
                .keyConditions(Map.of("id", on(ComparisonOperator.EQ, s("1")), "at", on(ComparisonOperator.BETWEEN, n(4), n(3))))),
                "lower bound is greater than the upper bound");
        assertThat(dynamo.scan(r -> r.tableName(table).scanFilter(Map.of("third", on(ComparisonOperator.IN, n(1), n(2))))).count()).isEqualTo(6);
    }

    private static Condition on(ComparisonOperator operator, AttributeValue... values) {
        return Condition.builder().comparisonOperator(operator).attributeValueList(values).build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "#at = :v | Query condition missed key schema element: id", "id = :v OR id = :v | Invalid operator used in KeyConditionExpression: OR",
        "id > :v | Query key condition not supported", "id = :v AND #at <> :v | Query key condition not supported",
        "id = :v AND #x = :v | Query condition missed key schema element: at", "id = :v AND id = :v | one condition per key",
        "id = :v AND #at = :v | Condition parameter type does not match schema type"})
    void whatAQueryAsksOfKeysIsChecked(String condition, String why) {
        String table = table("id", "at", ScalarAttributeType.N);
        Map<String, String> names = condition.contains("#at") ? Map.of("#at", "at") : condition.contains("#x") ? Map.of("#x", "x") : null;

        assertInvalid(() -> dynamo.query(r -> r.tableName(table).keyConditionExpression(condition).expressionAttributeNames(names)
                .expressionAttributeValues(item(":v", "1"))), why.strip());
    }

    @Test
    void anIndexIsQueried() {
        String table = indexed(ProjectionType.INCLUDE);
        IntStream.range(0, 12).forEach(i -> put(table, "id", "" + i, "owner", "w" + i % 2, "at", 5 - i / 4, "shown", i, "hidden", i));
        put(table, "id", "nobody's", "at", 1);
        put(table, "id", "2", "owner", "w1", "at", 9, "shown", 2);
        dynamo.deleteItem(r -> r.tableName(table).key(item("id", "4")));
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        dynamo.queryPaginator(r -> ownedBy(r, table, "w0").limit(2)).items().forEach(found::add);

        assertThat(found.stream().map(one -> one.get("id").s()).toList()).hasSize(4).containsExactlyInAnyOrder("0", "6", "8", "10");
        assertThat(found.stream().map(one -> Integer.parseInt(one.get("at").n())).toList()).isSorted();
        assertThat(found.getFirst().keySet()).containsExactlyInAnyOrder("id", "owner", "at", "shown");
        assertThat(dynamo.scan(r -> r.tableName(table).indexName("byOwner")).count()).isEqualTo(11);
        assertThat(dynamo.query(r -> ownedBy(r, table, "w1").scanIndexForward(false).limit(1)).items().getFirst()).containsEntry("at", n(9));
    }

    @Test
    void anIndexShowsWhatItHas() {
        String table = indexed(ProjectionType.INCLUDE);

        assertInvalid(() -> dynamo.query(r -> ownedBy(r, table, "w0").consistentRead(true)), "Consistent reads are not supported on global secondary indexes");
        assertInvalid(() -> dynamo.query(r -> ownedBy(r, table, "w0").select(Select.ALL_ATTRIBUTES)), "Select type ALL_ATTRIBUTES is not supported");
        assertInvalid(() -> dynamo.query(r -> ownedBy(r, table, "w0").projectionExpression("hidden2")), "does not project [hidden2]");
        assertInvalid(() -> dynamo.query(r -> ownedBy(r, table, "w0").indexName("none")), "The table does not have the specified index: none");
        assertInvalid(() -> put(table, "id", "1", "owner", ""), "A value specified for a secondary index key is not supported");
    }

    private String indexed(ProjectionType shows) {
        return table(r -> r.attributeDefinitions(attribute("id", "S"), attribute("owner", "S"),
                        attribute("at", "N"))
                .keySchema(key("id", KeyType.HASH))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder().indexName("byOwner")
                        .keySchema(key("owner", KeyType.HASH), key("at", KeyType.RANGE))
                        .projection(p -> p.projectionType(shows).nonKeyAttributes("shown")).build()));
    }

    private static QueryRequest.Builder ownedBy(QueryRequest.Builder request, String table, String owner) {
        return request.tableName(table).indexName("byOwner").keyConditionExpression("#o = :o")
                .expressionAttributeNames(Map.of("#o", "owner")).expressionAttributeValues(item(":o", owner));
    }

    @Test
    void aScanShowsEverythingOnce() {
        String table = table("id");
        List<String> ids = IntStream.range(0, 50).mapToObj(i -> "i" + i).toList();
        ids.forEach(id -> put(table, "id", id));
        List<String> bySegment = new ArrayList<>();
        for (int segment = 0; segment < 3; segment++) {
            int one = segment;
            dynamo.scanPaginator(r -> r.tableName(table).segment(one).totalSegments(3).limit(7)).items().forEach(item -> bySegment.add(item.get("id").s()));
        }
        ScanResponse limited = dynamo.scan(r -> r.tableName(table).limit(20));

        assertThat(bySegment).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(limited.count()).isEqualTo(20);
        assertThat(dynamo.scan(r -> r.tableName(table).exclusiveStartKey(limited.lastEvaluatedKey())).count()).isEqualTo(30);
        assertThat(dynamo.scan(r -> r.tableName(table).filterExpression("begins_with(id, :p)").expressionAttributeValues(item(":p", "i1"))).count()).isEqualTo(11);
    }

    @Test
    void segmentsAreChecked() {
        String table = table("id");

        assertInvalid(() -> dynamo.scan(r -> r.tableName(table).segment(1)), "TotalSegments");
        assertInvalid(() -> dynamo.scan(r -> r.tableName(table).segment(2).totalSegments(2)), "Segment: 2 is not less than TotalSegments: 2");
        assertInvalid(() -> dynamo.scan(r -> r.tableName(table).exclusiveStartKey(item("none", "1"))), "The provided starting key is invalid");
    }

    private QueryResponse query(String table, Consumer<QueryRequest.Builder> more) {
        return dynamo.query(r -> more.accept(onId(r.tableName(table))));
    }

    private static QueryRequest.Builder onId(QueryRequest.Builder request) {
        return request.keyConditionExpression("id = :id").expressionAttributeValues(item(":id", "1"));
    }

    private static List<String> numbers(QueryResponse page) {
        return page.items().stream().map(one -> one.get("at").n()).toList();
    }
}
