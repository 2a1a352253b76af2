package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.services.kinesis.model.DeregisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.DeregisterStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.ListStreamConsumersRequest;
import software.amazon.awssdk.services.kinesis.model.ListStreamConsumersResponse;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerResponse;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/** Consumers registered, described, listed, deregistered and subscribed. */
final class ConsumerOperations {
    /** AWS: of one stream. */
    private static final int MAX_CONSUMERS = 20;
    /** AWS: of them, so many may be on their way. */
    private static final int MAX_CREATING = 5;
    private static final String LIST = "consumers";

    private final KinesisService service;
    private final Caller caller;
    private final StreamFinder finder;

    ConsumerOperations(KinesisService service, Caller caller) {
        this.caller = caller;
        this.service = service;
        this.finder = new StreamFinder(service.catalog(), caller);
    }

    RegisterStreamConsumerResponse register(RegisterStreamConsumerRequest request) {
        Stream stream = finder.find(null, Checks.required("streamARN", request.streamARN()));
        String name = Checks.required("consumerName", request.consumerName());
        if (!StreamName.isValid(name)) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + KinesisErrors.echo(name)
                    + "' at 'consumerName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }
        Map<String, String> tags = request.hasTags() ? Tags.checked(stream.id(), Map.of(), request.tags()) : Map.of();
        stream.requireServing();
        service.environment().store().requireSpace();
        ConsumerRecord record = stream.decide((changes, now) -> {
            requireRoom(stream, name);
            ConsumerRecord created = new ConsumerRecord(name, now, ConsumerRecord.Status.CREATING, "", tags);
            stream.consumers().put(changes, created);
            return created;
        });
        service.states().settleLater(stream, name);
        return RegisterStreamConsumerResponse.builder().consumer(listed(stream, record)).build();
    }

    private static void requireRoom(Stream stream, String name) {
        if (stream.consumers().find(name).isPresent()) {
            throw KinesisErrors.inUse("Consumer " + name + " of stream " + stream.id().name() + " under account " + stream.id().account()
                    + " already exists.");
        }
        if (stream.consumers().all().size() >= MAX_CONSUMERS) {
            throw KinesisErrors.limitExceeded("Stream " + stream.id().name() + " under account " + stream.id().account() + " has "
                    + MAX_CONSUMERS + " consumers, which is the limit.");
        }
        long creating = stream.consumers().all().values().stream()
                .filter(consumer -> consumer.status() == ConsumerRecord.Status.CREATING).count();
        if (creating >= MAX_CREATING) {
            throw KinesisErrors.limitExceeded("Stream " + stream.id().name() + " under account " + stream.id().account() + " has "
                    + MAX_CREATING + " consumers in state CREATING, which is the limit.");
        }
    }

    DescribeStreamConsumerResponse describe(DescribeStreamConsumerRequest request) {
        Found found = found(request.streamARN(), request.consumerName(), request.consumerARN());
        ConsumerRecord record = found.record;
        return DescribeStreamConsumerResponse.builder().consumerDescription(ConsumerDescription.builder()
                .consumerName(record.name()).consumerARN(record.arn(found.stream.id())).consumerStatus(record.status().name())
                .consumerCreationTimestamp(createdAt(record)).streamARN(found.stream.id().arn()).build()).build();
    }

    DeregisterStreamConsumerResponse deregister(DeregisterStreamConsumerRequest request) {
        Found found = found(request.streamARN(), request.consumerName(), request.consumerARN());
        found.stream.decide((changes, now) -> {
            found.stream.consumers().find(found.record.name()).filter(record -> record.status() != ConsumerRecord.Status.DELETING)
                    .ifPresent(record -> found.stream.consumers().put(changes, record.with(ConsumerRecord.Status.DELETING)));
            changes.revealsEverything();
            return null;
        });
        service.states().settleLater(found.stream, found.record.name());
        return DeregisterStreamConsumerResponse.builder().build();
    }

    ListStreamConsumersResponse list(ListStreamConsumersRequest request) {
        Stream stream = finder.find(null, Checks.required("streamARN", request.streamARN()));
        StreamFinder.requireMadeAt(stream, Optional.ofNullable(request.streamCreationTimestamp()));
        int limit = Checks.limit(request.maxResults(), 100, 10_000);
        String after = Optional.ofNullable(request.nextToken()).map(token -> PageToken.read(token, LIST, service.now())).orElse("");
        List<ConsumerRecord> rest = stream.show(
                () -> stream.consumers().all().tailMap(after, false).values().stream().limit(limit + 1L).toList());
        boolean more = rest.size() > limit;
        List<ConsumerRecord> shown = more ? rest.subList(0, limit) : rest;
        ListStreamConsumersResponse.Builder response = ListStreamConsumersResponse.builder()
                .consumers(shown.stream().map(record -> listed(stream, record)).toList());
        return (more ? response.nextToken(PageToken.write(LIST, shown.getLast().name(), service.now())) : response).build();
    }

    Subscription subscribe(SubscribeToShardRequest request) {
        Found found = found(null, null, Checks.required("consumerARN", request.consumerARN()));
        Stream stream = found.stream;
        stream.requireServing();
        if (found.record.status() != ConsumerRecord.Status.ACTIVE) {
            throw found.record.status() == ConsumerRecord.Status.DELETING ? notFound(request.consumerARN())
                    : KinesisErrors.inUse("Consumer " + found.record.name() + " with creation timestamp " + found.record.createdAt() / 1_000
                            + " under stream: " + stream.id().name() + ", account " + stream.id().account() + " is not in ACTIVE status.");
        }
        Shard shard = stream.knownShard(request.shardId());
        StartingPosition position = Checks.required("startingPosition", request.startingPosition());
        long index = new StartingPoint(stream, shard, "SubscribeToShard").index(
                Checks.required("startingPosition.type", position.typeAsString()),
                Optional.ofNullable(position.sequenceNumber()), Optional.ofNullable(position.timestamp()));
        return new Subscription(stream, shard, new Consumers.Seat(found.record.name(), shard.record().number()), index, caller).begin();
    }

    /** By its ARN, or by its stream's and its name; as it durably is. */
    private Found found(String streamArn, String name, String consumerArn) {
        if (consumerArn != null) {
            Stream stream = finder.find(null, ConsumerArn.stream(consumerArn).orElseThrow(() -> notFound(consumerArn)));
            return new Found(stream, stream.show(() -> stream.consumers().findArn(consumerArn)).orElseThrow(() -> notFound(consumerArn)));
        }
        if (streamArn == null || name == null) {
            throw KinesisErrors.invalidArgument("Either ConsumerARN, or StreamARN and ConsumerName must be provided.");
        }
        Stream stream = finder.find(null, streamArn);
        return new Found(stream, stream.show(() -> stream.consumers().find(name)).orElseThrow(() -> KinesisErrors.notFound("Consumer " + KinesisErrors.echo(name)
                + " of stream " + stream.id().name() + " under account " + stream.id().account() + " not found.")));
    }

    private static software.amazon.awssdk.awscore.exception.AwsServiceException notFound(String arn) {
        return KinesisErrors.notFound("Consumer " + KinesisErrors.echo(arn) + " not found.");
    }

    private static Consumer listed(Stream stream, ConsumerRecord record) {
        return Consumer.builder().consumerName(record.name()).consumerARN(record.arn(stream.id())).consumerStatus(record.status().name())
                .consumerCreationTimestamp(createdAt(record)).build();
    }

    private static Instant createdAt(ConsumerRecord record) {
        return Instant.ofEpochSecond(record.createdAt() / 1_000);
    }

    private record Found(Stream stream, ConsumerRecord record) {}
}
