package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.forebay.identity.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.CreateStreamRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/**
 * What every suite about Kinesis shares. The suites say what a user of AWS's clients sees; where they run is up to the
 * {@link KinesisHarness}. Words in refusals are AWS's, as recorded from AWS.
 */
public abstract class KinesisContract extends ServiceContract<KinesisHarness> {
    protected static final Duration SECOND = Duration.ofSeconds(1);
    protected static final Duration HOUR = Duration.ofHours(1);
    /** The greatest hash key. */
    protected static final String LAST_HASH = "340282366920938463463374607431768211455";

    /** AWS: five reads a second of each shard. */
    private static final Duration BETWEEN_READS = Duration.ofMillis(200);
    private static final int PATIENCE_SECONDS = 120;

    protected KinesisClient kinesis;

    @BeforeEach
    void connect() {
        kinesis = harness().client(ALICE);
    }

    protected KinesisClient client(Caller caller) {
        return harness().client(caller);
    }

    protected KinesisSubscription subscribe(SubscribeToShardRequest request) {
        return harness().subscribe(ALICE, request);
    }

    /** What the ARN of a stream of Alice's is, whether it exists or not. */
    protected static String arn(String stream) {
        return arn(ALICE, stream);
    }

    protected static String arn(Caller owner, String stream) {
        return "arn:aws:kinesis:" + owner.region().value() + ":" + owner.account().value() + ":stream/" + stream;
    }

    /** Creates a stream of Alice's and waits until it is active; returns its name. */
    protected String stream(String stem, int shards) {
        return stream(stem, r -> r.shardCount(shards));
    }

    protected String onDemandStream(String stem) {
        return stream(stem, r -> r.streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
    }

    protected String stream(String stem, Consumer<CreateStreamRequest.Builder> more) {
        String name = newName(stem);
        kinesis.createStream(r -> more.accept(r.streamName(name)));
        settle(name);
        return name;
    }

    /** Lets time pass until a stream of Alice's is active. */
    protected void settle(String stream) {
        for (int i = 0; i < PATIENCE_SECONDS && status(stream) != StreamStatus.ACTIVE; i++) {
            pass(SECOND);
        }
        assertThat(status(stream)).isEqualTo(StreamStatus.ACTIVE);
    }

    /** Lets time pass until something is no longer refused with ResourceNotFoundException, or is. */
    protected void passUntilGone(ThrowingCallable call) {
        Throwable thrown = null;
        for (int i = 0; i < PATIENCE_SECONDS && thrown == null; i++) {
            pass(SECOND);
            thrown = catchThrowable(call);
        }
        assertThat(thrown).isInstanceOf(AwsServiceException.class);
        new Refusal((AwsServiceException) thrown).is("ResourceNotFoundException");
    }

    protected StreamStatus status(String stream) {
        return summary(stream).streamStatus();
    }

    protected StreamDescription describe(String stream) {
        return kinesis.describeStream(r -> r.streamName(stream)).streamDescription();
    }

    protected StreamDescriptionSummary summary(String stream) {
        return kinesis.describeStreamSummary(r -> r.streamName(stream)).streamDescriptionSummary();
    }

    protected static String shardId(int number) {
        return "shardId-%012d".formatted(number);
    }

    /** All shards, in the order of their numbers. */
    protected List<Shard> shards(String stream) {
        return kinesis.listShards(r -> r.streamName(stream)).shards();
    }

    protected List<Shard> openShards(String stream) {
        return shards(stream).stream().filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null).toList();
    }

    protected static List<String> ids(List<Shard> shards) {
        return shards.stream().map(Shard::shardId).toList();
    }

    protected PutRecordResponse put(String stream, String data) {
        return put(stream, data, r -> {});
    }

    /** Puts a record that has its data as its key, unless told otherwise. */
    protected PutRecordResponse put(String stream, String data, Consumer<PutRecordRequest.Builder> more) {
        return kinesis.putRecord(r -> more.accept(r.streamName(stream).partitionKey(data).data(SdkBytes.fromUtf8String(data))));
    }

    protected PutRecordsResponse putAll(String stream, PutRecordsRequestEntry... entries) {
        return kinesis.putRecords(r -> r.streamName(stream).records(entries));
    }

    /** Puts these with themselves as keys. */
    protected PutRecordsResponse putAll(String stream, String... texts) {
        return putAll(stream, Arrays.stream(texts).map(text -> entry(text, text)).toArray(PutRecordsRequestEntry[]::new));
    }

    protected static PutRecordsRequestEntry entry(String key, String data) {
        return PutRecordsRequestEntry.builder().partitionKey(key).data(SdkBytes.fromUtf8String(data)).build();
    }

    protected static SdkBytes bytes(int size) {
        return SdkBytes.fromByteArrayUnsafe(new byte[size]);
    }

    protected String iterator(String stream, String shardId, ShardIteratorType type) {
        return iterator(stream, shardId, type, r -> {});
    }

    protected String iterator(String stream, String shardId, ShardIteratorType type, Consumer<GetShardIteratorRequest.Builder> more) {
        return kinesis.getShardIterator(r -> more.accept(r.streamName(stream).shardId(shardId).shardIteratorType(type))).shardIterator();
    }

    /** An iterator over a shard from its oldest record on. */
    protected String horizon(String stream, String shardId) {
        return iterator(stream, shardId, ShardIteratorType.TRIM_HORIZON);
    }

    /** Reads once, no faster than AWS allows. */
    protected GetRecordsResponse read(String iterator) {
        pass(BETWEEN_READS);
        return kinesis.getRecords(r -> r.shardIterator(iterator));
    }

    /** Reads until there is nothing more now. */
    protected List<Record> drain(String iterator) {
        List<Record> all = new ArrayList<>();
        String next = iterator;
        // AWS: an answer may be empty though there is more.
        for (GetRecordsResponse answer = null; next != null && (answer == null || answer.millisBehindLatest() > 0 || !answer.records().isEmpty()); ) {
            answer = read(next);
            all.addAll(answer.records());
            next = answer.nextShardIterator();
        }
        return all;
    }

    /** The texts of all records that are in a shard. */
    protected List<String> texts(String stream, String shardId) {
        return texts(drain(horizon(stream, shardId)));
    }

    protected static List<String> texts(List<Record> records) {
        return records.stream().map(record -> record.data().asUtf8String()).toList();
    }

    protected static Refusal refusalOf(ThrowingCallable call) {
        return new Refusal(refused(call));
    }

    /** AWS's no. */
    protected record Refusal(AwsServiceException thrown) {

        public Refusal is(String code) {
            assertThat(thrown.awsErrorDetails().errorCode()).as("code of %s", thrown.getMessage()).isEqualTo(code);
            assertThat(thrown.statusCode()).isEqualTo(400);
            assertThat(thrown.getClass().getSimpleName()).isEqualTo(code);
            return this;
        }

        public Refusal says(String message) {
            assertThat(thrown.awsErrorDetails().errorMessage()).isEqualTo(message);
            return this;
        }

        /** For messages that hold times, or whose end was not recorded. */
        public void saysLike(String pattern) {
            assertThat(thrown.awsErrorDetails().errorMessage()).matches(pattern);
        }

        public void isNotFound(String message) {
            is("ResourceNotFoundException").says(message);
        }

        /** What ends a subscription arrives without status. */
        public void isResourceInUse() {
            assertThat(thrown).isInstanceOf(ResourceInUseException.class);
        }

        public void isInvalidArgument(String message) {
            is("InvalidArgumentException").says(message);
        }
    }
}
