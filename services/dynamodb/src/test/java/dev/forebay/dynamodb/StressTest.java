package dev.forebay.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.SystemTimers;
import dev.forebay.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Many threads by the machine's own clock: no update is lost. */
@Timeout(120)
class StressTest {
    private static final int WORKERS = 16;
    private static final int ROUNDS = 200;

    private final MemoryStore store = new MemoryStore();
    private final SystemTimers timers = new SystemTimers(Clock.SYSTEM);
    private ExecutorService threads;
    private DynamoDbService service;
    private DynamoDbClient dynamo;

    @BeforeEach
    void start() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    private void open(long ledgerBytes) {
        service = DynamoDbService.open(Partitions.open(store), Clock.SYSTEM, timers, partition -> new Ledger(partition, ledgerBytes));
        dynamo = service.client(Caller.root(AccountId.DEFAULT, Region.DEFAULT));
        dynamo.createTable(r -> r.tableName("counters").billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder().attributeName("id").attributeType("S").build())
                .keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build()));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        service.close();
        timers.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10_000, 2 << 20})
    void noIncrementIsLost(long ledgerBytes) throws Exception {
        open(ledgerBytes);
        work(worker -> {
            for (int i = 0; i < ROUNDS; i++) {
                String id = "id" + (worker + i) % 3;
                dynamo.updateItem(r -> r.tableName("counters").key(Map.of("id", s(id))).updateExpression("ADD v :one")
                        .expressionAttributeValues(Map.of(":one", n(1))));
            }
        });

        assertThat(sum()).isEqualTo(WORKERS * ROUNDS);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2 << 20})
    void ofTwoWhoExpectTheSameOneSucceeds(long ledgerBytes) throws Exception {
        open(ledgerBytes);
        dynamo.putItem(r -> r.tableName("counters").item(Map.of("id", s("one"), "v", n(0))));
        work(worker -> {
            for (int done = 0; done < ROUNDS / 8; ) {
                long seen = read("one");
                try {
                    dynamo.updateItem(r -> r.tableName("counters").key(Map.of("id", s("one"))).updateExpression("SET v = :next")
                            .conditionExpression("v = :seen").expressionAttributeValues(Map.of(":next", n(seen + 1), ":seen", n(seen))));
                    done++;
                } catch (ConditionalCheckFailedException somebodyWasFaster) {
                    Thread.onSpinWait();
                }
            }
        });

        assertThat(sum()).isEqualTo(WORKERS * ROUNDS / 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2 << 20})
    void transactionsKeepTheSum(long ledgerBytes) throws Exception {
        open(ledgerBytes);
        for (int i = 0; i < 4; i++) {
            String id = "id" + i;
            dynamo.putItem(r -> r.tableName("counters").item(Map.of("id", s(id), "v", n(100))));
        }
        work(worker -> {
            for (int i = 0; i < ROUNDS; i++) {
                try {
                    move("id" + (worker + i) % 4, "id" + (worker + i + 1 + i % 3) % 4);
                } catch (TransactionCanceledException nothingLeft) {
                    Thread.onSpinWait();
                }
                var all = dynamo.transactGetItems(r -> r.transactItems(java.util.stream.IntStream.range(0, 4).mapToObj(one ->
                        software.amazon.awssdk.services.dynamodb.model.TransactGetItem.builder()
                                .get(g -> g.tableName("counters").key(Map.of("id", s("id" + one)))).build()).toList()));
                assertThat(all.responses().stream().mapToLong(one -> Long.parseLong(one.item().get("v").n())).sum()).isEqualTo(400);
            }
        });

        assertThat(sum()).isEqualTo(400);
    }

    private void move(String from, String to) {
        dynamo.transactWriteItems(r -> r.transactItems(add(from, -1, "v > :zero"), add(to, 1, "v >= :zero")));
    }

    private static TransactWriteItem add(String id, int number, String condition) {
        return TransactWriteItem.builder().update(u -> u.tableName("counters").key(Map.of("id", s(id))).updateExpression("ADD v :n")
                .conditionExpression(condition).expressionAttributeValues(Map.of(":n", n(number), ":zero", n(0)))).build();
    }

    private void work(java.util.function.IntConsumer work) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            int number = worker;
            all.add(threads.submit(() -> work.accept(number)));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    private long read(String id) {
        return Long.parseLong(dynamo.getItem(r -> r.tableName("counters").key(Map.of("id", s(id))).consistentRead(true)).item().get("v").n());
    }

    private long sum() {
        return dynamo.scan(r -> r.tableName("counters")).items().stream().mapToLong(item -> Long.parseLong(item.get("v").n())).sum();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
