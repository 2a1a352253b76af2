package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import dev.forebay.store.StoreFull;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** The operations on records: checks, what the request becomes, and the reply. */
final class RecordOperations {
    /** AWS: of one PutRecords call, keys and data. */
    private static final long MAX_CALL_BYTES = 10L << 20;
    private static final int MAX_ENTRIES = 500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StreamFinder finder;
    private final Caller caller;

    RecordOperations(KinesisService service, Caller caller) {
        this.caller = caller;
        finder = new StreamFinder(service.catalog(), caller);
    }

    PutRecordResponse put(PutRecordRequest request) {
        Stream stream = serving(finder.find(request.streamName(), request.streamARN()));
        NewRecord record = new RecordFactory(stream).record(request.partitionKey(), request.explicitHashKey(), request.data(), "");
        Optional.ofNullable(request.sequenceNumberForOrdering()).ifPresent(number -> checkOrdering(stream, number));
        Intake.Placed placed = put(stream, List.of(record)).getFirst();
        if (placed.isRefused()) {
            throw KinesisErrors.throughputExceeded(placed.shard(), stream.id());
        }
        PutRecordResponse.Builder response = PutRecordResponse.builder().shardId(placed.shard().id()).sequenceNumber(placed.sequenceNumber());
        return (stream.settings().isEncrypted() ? response.encryptionType(EncryptionType.KMS) : response).build();
    }

    /** A number that this stream gave: what is put now always comes after it, as in the same shard later numbers are greater. */
    private static void checkOrdering(Stream stream, String number) {
        SequenceNumber.parse(number).filter(known -> stream.shards().get(known.shard()) != null).orElseThrow(() -> KinesisErrors.invalidArgument(
                "ExclusiveMinimumSequenceNumber " + KinesisErrors.echo(number) + " used in PutRecord on stream " + stream.id().name()
                        + " under account " + stream.id().account() + " is invalid."));
    }

    PutRecordsResponse putAll(PutRecordsRequest request) {
        Stream stream = serving(finder.find(request.streamName(), request.streamARN()));
        List<PutRecordsRequestEntry> entries = request.records();
        if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
            throw KinesisErrors.validation("1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have length "
                    + (entries.isEmpty() ? "greater than or equal to 1" : "less than or equal to " + MAX_ENTRIES));
        }
        List<NewRecord> records = new ArrayList<>(entries.size());
        RecordFactory factory = new RecordFactory(stream);
        long bytes = 0;
        for (PutRecordsRequestEntry entry : entries) {
            NewRecord record = factory.record(entry.partitionKey(), entry.explicitHashKey(), entry.data(), "records." + (records.size() + 1) + ".member.");
            bytes += record.bytes();
            records.add(record);
        }
        if (bytes > MAX_CALL_BYTES) {
            throw KinesisErrors.invalidArgument("Records size exceeds " + (MAX_CALL_BYTES >> 20) + " MB limit");
        }
        return response(stream, put(stream, records));
    }

    private static PutRecordsResponse response(Stream stream, List<Intake.Placed> all) {
        List<PutRecordsResultEntry> results = new ArrayList<>(all.size());
        int failed = 0;
        for (Intake.Placed placed : all) {
            if (placed.isRefused()) {
                failed++;
                results.add(PutRecordsResultEntry.builder().errorCode("ProvisionedThroughputExceededException")
                        .errorMessage(KinesisErrors.throughputMessage(placed.shard(), stream.id())).build());
            } else {
                results.add(PutRecordsResultEntry.builder().shardId(placed.shard().id()).sequenceNumber(placed.sequenceNumber()).build());
            }
        }
        PutRecordsResponse.Builder response = PutRecordsResponse.builder().failedRecordCount(failed).records(results);
        return (stream.settings().isEncrypted() ? response.encryptionType(EncryptionType.KMS) : response).build();
    }

    private List<Intake.Placed> put(Stream stream, List<NewRecord> records) {
        try {
            return Intake.put(stream, records, caller);
        } catch (StoreFull full) {
            throw KinesisErrors.serviceUnavailable(full.getMessage());
        }
    }

    private static Stream serving(Stream stream) {
        stream.requireServing();
        return stream;
    }

    GetShardIteratorResponse iterator(GetShardIteratorRequest request) {
        Stream stream = finder.findOf(request.streamName(), request.streamARN(), request.shardId());
        Shard shard = stream.knownShard(request.shardId());
        long index = new StartingPoint(stream, shard, "GetShardIterator").index(
                Checks.required("shardIteratorType", request.shardIteratorTypeAsString()),
                Optional.ofNullable(request.startingSequenceNumber()), Optional.ofNullable(request.timestamp()));
        ShardIterator iterator = new ShardIterator(stream.partition().number(), stream.record().incarnation(), shard.record().number(), index,
                stream.environment().now(), stream.id().name().value());
        return GetShardIteratorResponse.builder().shardIterator(iterator.toString()).build();
    }

    RecordsAnswer get(GetRecordsRequest request) {
        ShardIterator iterator = ShardIterator.parse(Checks.required("shardIterator", request.shardIterator())).orElseThrow(KinesisErrors::invalidIterator);
        Stream stream = finder.find(iterator, Optional.ofNullable(request.streamARN()));
        long now = stream.environment().now();
        requireAlive(iterator, now);
        Shard shard = stream.knownShard(ShardId.of(iterator.shard()));
        int limit = Optional.ofNullable(request.limit()).orElse(ShardReader.MAX_RECORDS);
        if (limit < 1 || limit > ShardReader.MAX_RECORDS) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + limit + "' at 'limit' failed to satisfy constraint: "
                    + "Member must have value between 1 and " + ShardReader.MAX_RECORDS);
        }
        if (!shard.throttle().admitsRead(now)) {
            throw KinesisErrors.throughputExceeded(shard, stream.id());
        }
        RecordPage.Limits limits = new RecordPage.Limits(limit, ShardReader.MAX_BYTES);
        return new RecordsAnswer(stream, shard, iterator, new ShardReader(stream, shard).page(iterator.index(), limits, caller), now);
    }

    private static void requireAlive(ShardIterator iterator, long now) {
        if (now - iterator.madeAt() > ShardIterator.LIFE_MILLIS) {
            throw KinesisErrors.expiredIterator("Iterator expired. The iterator was created at time "
                    + TIME.format(Instant.ofEpochMilli(iterator.madeAt())) + " while right now it is " + TIME.format(Instant.ofEpochMilli(now))
                    + " which is further in the future than the tolerated delay of " + ShardIterator.LIFE_MILLIS + " milliseconds.");
        }
    }
}
