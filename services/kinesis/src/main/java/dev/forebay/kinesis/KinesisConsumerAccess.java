package dev.forebay.kinesis;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kinesis.model.DeregisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.RegisterStreamConsumerRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/** What the operations on consumers need: one is registered at a stream, and has a policy of its own afterwards. */
final class KinesisConsumerAccess {
    private static final String REGISTER = "kinesis:RegisterStreamConsumer";
    private static final String DEREGISTER = "kinesis:DeregisterStreamConsumer";
    private static final String DESCRIBE = "kinesis:DescribeStreamConsumer";
    private static final String SUBSCRIBE = "kinesis:SubscribeToShard";
    private static final String TAG = "kinesis:TagResource";

    private final KinesisAccess streams;

    KinesisConsumerAccess(KinesisAccess streams) {
        this.streams = streams;
    }

    Stream<AccessRule> rules() {
        return Stream.of(
                new AccessRule("RegisterStreamConsumer", List.of(REGISTER, TAG), "stream; `kinesis:TagResource` on the consumer with tags",
                        KinesisAccess.TAGGING_KEYS, this::register),
                consumer("DeregisterStreamConsumer", DEREGISTER, this::deregister),
                consumer("DescribeStreamConsumer", DESCRIBE, this::describe),
                consumer("SubscribeToShard", SUBSCRIBE, this::subscribe));
    }

    private static AccessRule consumer(String operation, String action, AccessRule.Needs needs) {
        return new AccessRule(operation, List.of(action), KinesisAccess.CONSUMER, KinesisAccess.KEYS, needs);
    }

    /** AWS: tags on the way need the right to tag. */
    private List<Access> register(Caller caller, SdkRequest request) {
        RegisterStreamConsumerRequest asked = (RegisterStreamConsumerRequest) request;
        StreamId id = streams.id(caller, null, Checks.required("streamARN", asked.streamARN()));
        Access register = streams.on(id, REGISTER);
        if (asked.tags().isEmpty()) {
            return List.of(register);
        }
        Access tag = streams.onEither(caller, streams.consumerArn(id, asked.consumerName()), TAG);
        return List.of(register.with(ConditionKeys.of(register.keys()).withTags(asked.tags()).map()),
                tag.with(ConditionKeys.of(tag.keys()).withTags(asked.tags()).map()));
    }

    private List<Access> deregister(Caller caller, SdkRequest request) {
        DeregisterStreamConsumerRequest asked = (DeregisterStreamConsumerRequest) request;
        return on(DEREGISTER, caller, asked.streamARN(), asked.consumerName(), asked.consumerARN());
    }

    private List<Access> describe(Caller caller, SdkRequest request) {
        DescribeStreamConsumerRequest asked = (DescribeStreamConsumerRequest) request;
        return on(DESCRIBE, caller, asked.streamARN(), asked.consumerName(), asked.consumerARN());
    }

    private List<Access> subscribe(Caller caller, SdkRequest request) {
        return List.of(streams.onConsumer(Checks.required("consumerARN", ((SubscribeToShardRequest) request).consumerARN()), SUBSCRIBE));
    }

    /** By the consumer's ARN, or by its stream's and its name; null stands for what is not said. */
    private List<Access> on(String action, Caller caller, String streamArn, String name, String consumerArn) {
        if (consumerArn == null && (streamArn == null || name == null)) {
            throw KinesisErrors.invalidArgument("Either ConsumerARN, or StreamARN and ConsumerName must be provided.");
        }
        String arn = Optional.ofNullable(consumerArn).orElseGet(() -> streams.consumerArn(streams.id(caller, null, streamArn), name));
        return List.of(streams.onConsumer(arn, action));
    }
}
