package dev.forebay.kinesis;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.access.ResourceSide;
import dev.forebay.access.ResourceTags;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What each operation of Kinesis needs: on the stream that a name, an ARN, an iterator or a token says, or on a consumer, whether it
 * exists or not. Reads memory only.
 */
final class KinesisAccess implements RuleTable {
    static final String PREFIX = "kinesis:";
    static final String STREAM = "stream";
    static final String CONSUMER = "consumer";
    static final List<String> KEYS = List.of(ConditionKeys.RESOURCE_TAG);
    static final List<String> TAGGING_KEYS = List.of(ConditionKeys.RESOURCE_TAG, ConditionKeys.REQUEST_TAG, ConditionKeys.TAG_KEYS);
    static final List<String> UNTAGGING_KEYS = List.of(ConditionKeys.RESOURCE_TAG, ConditionKeys.TAG_KEYS);

    private final StreamCatalog catalog;
    private final Map<String, AccessRule> rules;

    KinesisAccess(StreamCatalog catalog, Environment environment) {
        this.catalog = catalog;
        rules = RuleTable.of(Stream.of(new KinesisStreamAccess(this, environment).rules(), new KinesisConsumerAccess(this).rules(),
                new KinesisOwnerAccess(this).rules(), new KinesisTagAccess(this).rules()).flatMap(Function.identity()));
    }

    @Override
    public String service() {
        return "kinesis";
    }

    @Override
    public Map<String, AccessRule> rules() {
        return rules;
    }

    /** The stream that name and ARN say; null stands for what is not said. */
    StreamId id(Caller caller, String name, String arn) {
        return new StreamFinder(catalog, caller).id(name, arn);
    }

    /** An action on a stream that its policy can open to anybody. */
    Access on(StreamId id, String action) {
        return catalog.peek(id)
                .map(stream -> new Access(action, id.arn(), id.account(), stream.tagKeys(), ResourceSide.policy(stream.settings().policy())))
                .orElseGet(() -> Access.of(action, id.arn(), id.account()));
    }

    /** An action on a stream that is for its owner's account only. */
    Access owned(Caller caller, StreamId id, String action) {
        Access access = on(id, action);
        return access.with(access.side().within(id.account(), caller));
    }

    /** An action on a consumer that its policy can open to anybody. */
    Access onConsumer(String arn, String action) {
        StreamId stream = streamOf(arn);
        Optional<ConsumerRecord> record = catalog.peek(stream).flatMap(known -> known.consumers().findArn(arn));
        return record.map(known -> new Access(action, arn, stream.account(), new ResourceTags().of(known.tags()), ResourceSide.policy(known.policy())))
                .orElseGet(() -> Access.of(action, arn, stream.account()));
    }

    private static StreamId streamOf(String consumerArn) {
        return ConsumerArn.stream(consumerArn).flatMap(StreamId::fromArn)
                .orElseThrow(() -> KinesisErrors.notFound("Consumer " + KinesisErrors.echo(consumerArn) + " not found."));
    }

    /** The ARN of the consumer of that name. AWS: it says when a consumer was made; of one that is not there nobody knows. */
    String consumerArn(StreamId stream, String name) {
        return catalog.peek(stream).flatMap(known -> known.consumers().find(name)).map(record -> record.arn(stream))
                .orElseGet(() -> stream.arn() + "/consumer/" + name + ":0");
    }

    /** An action on a stream or a consumer, whichever an ARN names, that is for its owner's account only. */
    Access onEither(Caller caller, String arn, String action) {
        String given = Checks.required("resourceARN", arn);
        if (ConsumerArn.stream(given).isEmpty()) {
            return owned(caller, id(caller, null, given), action);
        }
        Access access = onConsumer(given, action);
        return access.with(access.side().within(access.owner(), caller));
    }
}
