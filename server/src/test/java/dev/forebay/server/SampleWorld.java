package dev.forebay.server;

import dev.forebay.cloudtrail.CloudTrailConfig;
import dev.forebay.cloudtrail.CloudTrailService;
import dev.forebay.cloudwatch.CloudWatchService;
import dev.forebay.couriers.Outbox;
import dev.forebay.dynamodb.DynamoDbService;
import dev.forebay.iam.IamService;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.kinesis.KinesisConfig;
import dev.forebay.kinesis.KinesisService;
import dev.forebay.kms.KmsService;
import dev.forebay.runtime.Partitions;
import dev.forebay.sns.SnsConfig;
import dev.forebay.sns.SnsCouriers;
import dev.forebay.sns.SnsService;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.vault.AesVault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** All services on a store in memory, with one thing of each kind that has tags and a policy, whose names requests can say. */
final class SampleWorld implements AutoCloseable {
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final Map<String, String> TAGS = Map.of("team", "blue");
    private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:000000000000:sample";
    private static final String STREAM_ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/sample";
    private static final String TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:sample";
    private static final String OPEN = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";
    private static final String OPEN_TOPIC = OPEN.replace("\"Action\":\"*\"", "\"Action\":\"SNS:Publish\"");
    private static final String ID = "6f1f4ad3-5b3c-4d8e-9d8c-0d1d7e4d0c11";

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final Services services;
    private final SampleIdentities identities;
    private final SampleKeys keys;
    private String consumer;
    private final Map<String, String> strings;

    SampleWorld() {
        Partitions partitions = Partitions.open(store);
        Outbox outbox = Outbox.inMemory(10, clock::millis);
        KmsService kms = KmsService.open(partitions, AesVault.inMemory(), clock, timers, new SecureRandom());
        SqsService sqs = SqsService.open(SqsConfig.defaults(), partitions, clock, timers, new SqsService.Outside(new Random(1), kms::client));
        SnsService sns = SnsService.open(SnsConfig.defaults(), partitions, clock, timers, new Random(2),
                new SnsService.Neighbours(sqs::client, kms::client, () -> "http://127.0.0.1:4566", new SnsCouriers(outbox, _ -> outbox), AesVault.inMemory()));
        services = new Services(sqs, sns, KinesisService.open(KinesisConfig.defaults(), partitions, clock, timers, kms::client),
                DynamoDbService.open(partitions, clock, timers), CloudWatchService.open(partitions, clock, timers),
                IamService.open(partitions, AesVault.inMemory(), clock, new Random(3), new HttpIssuerKeys(clock)),
                kms, CloudTrailService.open(CloudTrailConfig.defaults(), partitions, clock, timers,
                        new CloudTrailService.Means(AesVault.inMemory(), new Random(4))));
        make();
        identities = SampleIdentities.in(services.iam().client(CALLER));
        keys = SampleKeys.in(kms.client(CALLER));
        strings = named();
    }

    private void make() {
        services.sqs().client(CALLER).createQueue(one -> one.queueName("sample").tags(TAGS).attributesWithStrings(Map.of("Policy", OPEN)));
        services.sns().client(CALLER).createTopic(one -> one.name("sample").attributes(Map.of("Policy", OPEN_TOPIC)).tags(List.of(
                software.amazon.awssdk.services.sns.model.Tag.builder().key("team").value("blue").build())));
        services.kinesis().client(CALLER).createStream(one -> one.streamName("sample").shardCount(1).tags(TAGS));
        clock.advance(Duration.ofSeconds(1));
        timers.run(1_000);
        services.kinesis().client(CALLER).putResourcePolicy(one -> one.resourceARN(STREAM_ARN).policy(OPEN));
        consumer = services.kinesis().client(CALLER).registerStreamConsumer(one -> one.streamARN(STREAM_ARN).consumerName("sample").tags(TAGS))
                .consumer().consumerARN();
        services.kinesis().client(CALLER).putResourcePolicy(one -> one.resourceARN(consumer).policy(OPEN));
        services.dynamodb().client(CALLER).createTable(one -> one.tableName("sample").tags(List.of(Tag.builder().key("team").value("blue").build()))
                .billingMode("PAY_PER_REQUEST").keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.S).build()));
    }

    private Map<String, String> named() {
        String iterator = services.kinesis().client(CALLER).getShardIterator(
                one -> one.streamName("sample").shardId("shardId-000000000000").shardIteratorType("LATEST")).shardIterator();
        String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(("task " + QUEUE_ARN).getBytes(StandardCharsets.UTF_8));
        Map<String, String> all = new HashMap<>(identities.strings());
        all.putAll(keys.strings());
        all.putAll(Map.ofEntries(
                Map.entry("QueueUrl", "http://127.0.0.1:4566/000000000000/sample"), Map.entry("QueueOwnerAWSAccountId", "000000000000"),
                Map.entry("SourceArn", QUEUE_ARN), Map.entry("DestinationArn", QUEUE_ARN), Map.entry("TaskHandle", handle),
                Map.entry("TopicArn", TOPIC_ARN), Map.entry("TargetArn", TOPIC_ARN), Map.entry("SubscriptionArn", TOPIC_ARN + ":" + ID),
                Map.entry("PlatformApplicationArn", "arn:aws:sns:us-east-1:000000000000:app/GCM/sample"),
                Map.entry("EndpointArn", "arn:aws:sns:us-east-1:000000000000:endpoint/GCM/sample/" + ID),
                Map.entry("StreamARN", STREAM_ARN), Map.entry("ConsumerARN", consumer),
                Map.entry("ResourceARN", STREAM_ARN), Map.entry("ShardIterator", iterator),
                Map.entry("KeyConditionExpression", "#n = :v"), Map.entry("ConditionExpression", "#n = :v"),
                Map.entry("FilterExpression", "#n = :v"), Map.entry("ProjectionExpression", "#n"), Map.entry("UpdateExpression", "SET wins = :v")));
        return Map.copyOf(all);
    }

    Services services() {
        return services;
    }

    /** What requests say where a member of that name is a text. */
    Map<String, String> strings() {
        return strings;
    }

    @Override
    public void close() {
        services.cloudwatch().close();
        services.dynamodb().close();
        services.kinesis().close();
        services.sns().close();
        services.sqs().close();
        timers.close();
        store.close();
    }
}
