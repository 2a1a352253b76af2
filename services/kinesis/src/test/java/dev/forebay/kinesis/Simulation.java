package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.forebay.kinesis.ReferencePut.Fate;
import dev.forebay.kinesis.ReferenceStream.Being;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Drives streams at random: calls that overlap wherever they wait for the disk, a clock of its own, restarts, and crashes that keep any
 * prefix of what was not yet durable. All of it follows from the seed: a failure is repeated by running its seed again.
 *
 * <p>What must hold: whatever a reply told is so after any crash; acknowledged records are there, once, in order, where they belong, until
 * they are past the retention; what was lost was never shown and never comes; open shards cover all hash keys once; a closed shard stays
 * as it is; an acknowledged change of shards comes about; nothing is left in the store once all is deleted.
 */
final class Simulation {
    private static final List<Integer> RETENTIONS = List.of(24, 30, 48, 72);
    private static final List<String> CONSUMERS = List.of("ada", "bob");
    private static final int MOST_CALLS = 6;

    private final long seed;
    private final Random random;
    private final FakeKms kms = new FakeKms();
    private final ManualClock clock = new ManualClock();
    private final Interleaving disk = new Interleaving();
    private final boolean mayCrash;
    private final List<String> journal = new ArrayList<>();
    private final Map<String, ReferenceStream> streams = new TreeMap<>();
    private final List<ReferenceReader> readers = new ArrayList<>();
    private final List<Subscribed> subscribed = new ArrayList<>();

    private ManualTimers timers;
    private KinesisService service;
    private KinesisClient kinesis;
    private long tick;
    private int texts;
    private boolean hasTold;

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed);
        mayCrash = random.nextInt(5) > 0;
    }

    void run(int steps) {
        try {
            open();
            for (int i = 0; i < steps; i++) {
                tick++;
                step();
                watch();
            }
            end();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n"
                    + journal.stream().skip(Math.max(0, journal.size() - Integer.getInteger("journal", 40))).collect(Collectors.joining("\n")), e);
        }
    }

    private void open() {
        timers = new ManualTimers(clock);
        service = KinesisService.open(KinesisConfig.defaults(), Partitions.open(disk.store()), clock, timers, kms::client);
        kinesis = service.client(InProcess.CALLER);
    }

    private void step() {
        int dice = random.nextInt(100);
        boolean worst = hasTold && mayCrash && random.nextInt(4) == 0;
        hasTold = false;
        if (worst) {
            // What was told just now may not be undone by the worst that can come.
            crash(0);
        } else if (dice < 4 && mayCrash) {
            crash(random.nextInt(disk.pending() + 1));
        } else if (dice < 5) {
            restart();
        } else if (dice < 8) {
            audit();
        } else if (dice < 22) {
            disk.write(1 + random.nextInt(3));
        } else if (dice < 40) {
            disk.proceed(random);
        } else if (dice < 55) {
            pass();
        } else if (disk.calls() < MOST_CALLS) {
            call();
        } else {
            disk.write(1);
            disk.proceed(random);
        }
    }

    private void call() {
        String name = random.nextInt(4) == 0 ? "b" : "a";
        ReferenceStream stream = streams.get(name);
        if (stream == null || stream.being == Being.GONE) {
            create(name);
            return;
        }
        int dice = random.nextInt(100);
        if (dice < 40) {
            put(stream);
        } else if (dice < 60) {
            read();
        } else if (dice < 70) {
            look(stream);
        } else if (dice < 75) {
            iterator(stream);
        } else if (dice < 81) {
            reshard(stream);
        } else if (dice < 88) {
            keep(stream);
        } else if (dice < 90) {
            consumer(stream);
        } else if (dice < 92) {
            encrypt(stream);
        } else if (dice < 98) {
            subscribe(stream);
        } else if (random.nextInt(3) == 0) {
            delete(stream);
        } else {
            list();
        }
    }

    private void create(String name) {
        clock.advance(Duration.ofSeconds(2));
        int shards = 1 + random.nextInt(3);
        ReferenceStream stream = new ReferenceStream(name, clock.millis());
        streams.put(name, stream);
        begin("create " + name + " with " + shards, client -> {
            client.createStream(r -> r.streamName(name).shardCount(shards));
            stream.being = stream.being == Being.MAYBE_THERE ? Being.THERE : stream.being;
        }, refused -> fail("not made: " + refused));
    }

    private void put(ReferenceStream stream) {
        int count = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(20);
        List<ReferencePut.Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<HashKey> explicit = random.nextInt(3) > 0 ? Optional.empty()
                    : Optional.of(new HashKey(random.nextLong(), random.nextLong()));
            entries.add(new ReferencePut.Entry("r" + texts++, "k" + random.nextInt(8), explicit));
        }
        memory(stream).ifPresent(known -> service.environment().seals().toSeal(known, InProcess.CALLER));
        ReferencePut put = stream.putting(entries, clock.millis(), tick);
        boolean mustServe = stream.mustServe();
        begin("put " + put, client -> {
            List<PutRecordsResultEntry> results = client.putRecords(r -> r.streamName(stream.name).records(entries.stream()
                    .map(Simulation::entry).toList())).records();
            put.fate = Fate.THERE;
            put.answeredTick = tick;
            for (int i = 0; i < count; i++) {
                stream.acknowledged(put, entries.get(i), results.get(i).shardId(), results.get(i).sequenceNumber());
            }
        }, refused -> {
            put.fate = Fate.NOT_THERE;
            requireAway(stream, mustServe, refused);
        });
    }

    /** Data keys are made before calls begin: one call would wait for another that makes the same, and not give way. */
    private void encrypt(ReferenceStream stream) {
        boolean on = random.nextInt(4) > 0;
        String key = "alias/" + random.nextInt(3);
        memory(stream).ifPresent(known -> service.environment().seals().toSeal(known, key, InProcess.CALLER));
        begin((on ? "encrypt " : "do not encrypt ") + stream.name, client -> {
            if (on) {
                client.startStreamEncryption(r -> r.streamName(stream.name).encryptionType(EncryptionType.KMS).keyId(key));
            } else {
                client.stopStreamEncryption(r -> r.streamName(stream.name).encryptionType(EncryptionType.KMS).keyId(key));
            }
        }, refused -> note("  " + refused.awsErrorDetails().errorCode()));
    }

    private static PutRecordsRequestEntry entry(ReferencePut.Entry entry) {
        return PutRecordsRequestEntry.builder().partitionKey(entry.key()).data(SdkBytes.fromUtf8String(entry.text()))
                .explicitHashKey(entry.explicit().map(HashKey::toString).orElse(null)).build();
    }

    /** {@code mustServe}: whether it was known to serve when it was asked. */
    private static void requireAway(ReferenceStream stream, boolean mustServe, AwsServiceException refused) {
        assertThat(mustServe && stream.mustServe()).as("%s refuses: %s", stream, refused).isFalse();
    }

    private void look(ReferenceStream stream) {
        Being before = stream.being;
        boolean served = stream.isServing;
        ReferenceStream.Moment asked = new ReferenceStream.Moment(clock.millis(), tick);
        begin("describe " + stream.name, client -> {
            var told = client.describeStream(r -> r.streamName(stream.name)).streamDescription();
            hasTold = true;
            note("  " + told.streamStatusAsString() + " " + told.shards().stream().map(shard -> shard.shardId().substring(18)).toList());
            stream.toldThere(asked.tick());
            stream.toldRetention(told.retentionPeriodHours(), asked.tick(), tick);
            switch (told.streamStatus()) {
                case CREATING -> assertThat(served).isFalse();
                case DELETING -> stream.being = stream.being == Being.GONE ? Being.GONE : Being.LEAVING;
                default -> {
                    assertThat(before).isNotEqualTo(Being.LEAVING);
                    stream.isServing = true;
                    stream.toldAll(told.shards(), asked, tick);
                }
            }
        }, refused -> {
            note("  gone");
            stream.toldGone(tick);
        });
    }

    private void list() {
        List<ReferenceStream> before = List.copyOf(streams.values());
        long asked = tick;
        begin("list", client -> {
            List<String> names = client.listStreams(r -> { }).streamNames();
            hasTold = true;
            note("  " + names);
            for (ReferenceStream stream : before) {
                if (streams.get(stream.name) == stream && names.contains(stream.name)) {
                    stream.toldThere(asked);
                } else if (streams.get(stream.name) == stream) {
                    stream.toldGone(tick);
                }
            }
        }, refused -> fail("no list: " + refused));
    }

    private void iterator(ReferenceStream stream) {
        if (stream.shards.isEmpty()) {
            return;
        }
        ReferenceShard shard = any(List.copyOf(stream.shards.values()));
        ShardIteratorType type = any(List.of(ShardIteratorType.LATEST, ShardIteratorType.TRIM_HORIZON, ShardIteratorType.AT_TIMESTAMP,
                ShardIteratorType.AT_SEQUENCE_NUMBER, ShardIteratorType.AFTER_SEQUENCE_NUMBER));
        Instant timestamp = Instant.ofEpochMilli(clock.millis() - random.nextInt(random.nextInt(3) == 0 ? 30_000_000 : 5_000));
        String number = shard.records().isEmpty() ? null : any(List.copyOf(shard.records().values())).sequenceNumber();
        if (number == null && type.toString().contains("SEQUENCE")) {
            return;
        }
        long asked = tick;
        boolean mustServe = stream.mustServe();
        begin("iterator " + type + " of " + shard, client -> {
            String text = client.getShardIterator(r -> r.streamName(stream.name).shardId(ShardId.of(shard.number)).shardIteratorType(type)
                    .timestamp(type == ShardIteratorType.AT_TIMESTAMP ? timestamp : null)
                    .startingSequenceNumber(type.toString().contains("SEQUENCE") ? number : null)).shardIterator();
            long index = ShardIterator.parse(text).orElseThrow().index();
            switch (type) {
                case LATEST -> shard.claimLatest(index, asked, tick);
                case AT_TIMESTAMP -> shard.claimTimestamp(index, timestamp.toEpochMilli(), stream.maybeGone);
                case AT_SEQUENCE_NUMBER -> assertThat(shard.records().get(index).sequenceNumber()).isEqualTo(number);
                case AFTER_SEQUENCE_NUMBER -> assertThat(shard.records().get(index - 1).sequenceNumber()).isEqualTo(number);
                default -> assertThat(index).isZero();
            }
            readers.add(new ReferenceReader(stream, shard, text, Math.max(1, index)));
        }, refused -> requireAwayOrForgotten(stream, mustServe, shard, refused));
    }

    private void requireAwayOrForgotten(ReferenceStream stream, boolean mustServe, ReferenceShard shard, AwsServiceException refused) {
        if (shard.openAt >= stream.maybeGone) {
            requireAway(stream, mustServe, refused);
        }
    }

    private void read() {
        List<ReferenceReader> idle = readers.stream().filter(reader -> !reader.isBusy).toList();
        if (idle.isEmpty()) {
            return;
        }
        ReferenceReader reader = any(idle);
        int limit = 1 + random.nextInt(20);
        long gone = reader.stream.surelyGone;
        boolean expired = clock.millis() - ShardIterator.parse(reader.iterator).orElseThrow().madeAt() > ShardIterator.LIFE_MILLIS;
        reader.isBusy = true;
        boolean mustServe = reader.stream.mustServe();
        begin("read " + reader.shard + " at " + reader.next(), client -> {
            GetRecordsResponse reply = client.getRecords(r -> r.shardIterator(reader.iterator).limit(limit));
            reader.isBusy = false;
            note("  got " + reply.records().size());
            reader.took(reply.records(), gone);
            reader.iterator = reply.nextShardIterator();
            if (reader.iterator == null) {
                readers.remove(reader);
                toldEnd(reader);
                reader.ended();
            }
        }, refused -> {
            readers.remove(reader);
            if (!expired) {
                requireAwayOrForgotten(reader.stream, mustServe, reader.shard, refused);
            }
        });
    }

    /** Where the shard ends is what the service knows, for a reader is only told that it does; by now another stream may have the name. */
    private void toldEnd(ReferenceReader reader) {
        memory(reader.stream).map(stream -> stream.shards().get(reader.shard.number))
                .filter(shard -> shard.start().number().equals(reader.shard.start()))
                .ifPresent(shard -> reader.shard.ended(shard.record().end(), tick));
    }

    private void reshard(ReferenceStream stream) {
        Shards shards = memory(stream).map(Stream::shards).orElse(new Shards(List.of()));
        if (shards.openCount() == 0) {
            return;
        }
        int place = random.nextInt(shards.openCount());
        Shard shard = shards.open(place);
        Consumer<AwsServiceException> refusal = refused -> {
            note("  " + refused.awsErrorDetails().errorMessage());
            assertThat(refused.awsErrorDetails().errorCode()).isNotEqualTo("ValidationException");
        };
        stream.wanted = 0;
        int dice = random.nextInt(4);
        if (dice == 0 && shards.openCount() > 1) {
            Shard other = shards.open(place == 0 ? 1 : place - 1);
            begin("merge " + shard.id() + " and " + other.id(), client -> {
                client.mergeShards(r -> r.streamName(stream.name).shardToMerge(shard.id()).adjacentShardToMerge(other.id()));
                ending(stream, shard);
                ending(stream, other);
            }, refusal);
        } else if (dice == 1) {
            int target = Math.max(1, Math.min(6, shards.openCount() - 1 + random.nextInt(3)));
            begin("recount to " + target, client -> {
                client.updateShardCount(r -> r.streamName(stream.name).targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING));
                stream.wanted = target;
            }, refusal);
        } else if (shards.openCount() < 6) {
            HashKey at = random.nextBoolean() ? Middle.of(shard.record().range())
                    : shard.record().range().start().plusOne().plusOne();
            begin("split " + shard.id(), client -> {
                client.splitShard(r -> r.streamName(stream.name).shardToSplit(shard.id()).newStartingHashKey(at.toString()));
                ending(stream, shard);
            }, refusal);
        }
    }

    private static void ending(ReferenceStream stream, Shard shard) {
        stream.ending.add(shard.record().number());
    }

    private void keep(ReferenceStream stream) {
        int hours = any(RETENTIONS);
        long asked = tick;
        boolean more = memory(stream).map(known -> known.settings().retentionHours() <= hours).orElse(true);
        begin("keep for " + hours, client -> {
            if (more) {
                client.increaseStreamRetentionPeriod(r -> r.streamName(stream.name).retentionPeriodHours(hours));
            } else {
                client.decreaseStreamRetentionPeriod(r -> r.streamName(stream.name).retentionPeriodHours(hours));
            }
            stream.toldRetention(hours, asked, tick);
        }, refused -> note("  " + refused.awsErrorDetails().errorMessage()));
    }

    private void consumer(ReferenceStream stream) {
        String name = any(CONSUMERS);
        String arn = id(stream).arn();
        Being being = stream.consumers.getOrDefault(name, Being.GONE);
        boolean mustServe = stream.mustServe();
        if (stream.changing.contains(name)) {
            return;
        }
        if (being == Being.GONE) {
            stream.consumers.put(name, Being.MAYBE_THERE);
            stream.changing.add(name);
            begin("register " + name, client -> {
                client.registerStreamConsumer(r -> r.streamARN(arn).consumerName(name));
                stream.changing.remove(name);
                stream.consumers.replace(name, Being.MAYBE_THERE, Being.THERE);
            }, refused -> {
                stream.changing.remove(name);
                stream.consumers.put(name, Being.GONE);
                requireAway(stream, mustServe, refused);
            });
        } else if (being == Being.THERE && random.nextInt(3) == 0) {
            stream.consumers.put(name, Being.MAYBE_LEAVING);
            stream.changing.add(name);
            begin("deregister " + name, client -> {
                client.deregisterStreamConsumer(r -> r.streamARN(arn).consumerName(name));
                stream.changing.remove(name);
                stream.consumers.replace(name, Being.MAYBE_LEAVING, Being.LEAVING);
            }, refused -> requireAway(stream, mustServe, refused));
        }
    }

    /** Hears of what is new, or subscribes. */
    private void subscribe(ReferenceStream stream) {
        List<Subscribed> idle = subscribed.stream().filter(each -> !each.reader.isBusy).toList();
        if (!idle.isEmpty() && random.nextInt(4) > 0) {
            hear(any(idle));
            return;
        }
        Optional<ConsumerRecord> consumer = memory(stream).flatMap(known -> known.consumers().all().values().stream().findFirst());
        if (consumer.isEmpty() || stream.shards.isEmpty()) {
            return;
        }
        ReferenceShard shard = any(List.copyOf(stream.shards.values()));
        begin("subscribe to " + shard, client -> {
            Subscription subscription = service.subscribe(InProcess.CALLER, software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest
                    .builder().consumerARN(consumer.get().arn(id(stream))).shardId(ShardId.of(shard.number))
                    .startingPosition(position -> position.type(ShardIteratorType.TRIM_HORIZON)).build());
            subscribed.add(new Subscribed(subscription, new ReferenceReader(stream, shard, "", 1)));
        }, refused -> note("  " + refused.awsErrorDetails().errorMessage()));
    }

    private void hear(Subscribed one) {
        clock.advance(Duration.ofSeconds(6));
        long gone = one.reader.stream.surelyGone;
        one.reader.isBusy = true;
        begin("hear of " + one.reader.shard, _ -> {
            var event = next(one.subscription);
            one.reader.isBusy = false;
            if (event.isEmpty()) {
                one.subscription.close();
                subscribed.remove(one);
                return;
            }
            note("  heard " + event.get().records().size());
            one.reader.took(event.get().records(), gone);
            if (event.get().continuationSequenceNumber() == null) {
                toldEnd(one.reader);
                one.reader.ended();
            }
        }, refused -> {
            one.subscription.close();
            subscribed.remove(one);
        });
    }

    /** Returns at once: five seconds have passed, after which a subscriber always hears something. */
    private static Optional<software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent> next(Subscription subscription) {
        try {
            return subscription.next();
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }

    private void delete(ReferenceStream stream) {
        stream.being = stream.being == Being.LEAVING ? Being.LEAVING : Being.MAYBE_LEAVING;
        begin("delete " + stream.name, client -> {
            client.deleteStream(r -> r.streamName(stream.name).enforceConsumerDeletion(true));
            stream.being = stream.being == Being.MAYBE_LEAVING ? Being.LEAVING : stream.being;
        }, refused -> {
            if (refused instanceof ResourceInUseException) {
                stream.being = stream.being == Being.MAYBE_LEAVING ? Being.LEAVING : stream.being;
            } else {
                stream.toldGone(tick);
            }
        });
    }

    private void pass() {
        int dice = random.nextInt(40);
        long millis = dice == 0 ? random.nextInt(30 * 3_600_000) : dice < 4 ? random.nextInt(3_600_000) : random.nextInt(2_000);
        note("pass " + millis + " ms");
        clock.advance(Duration.ofMillis(millis));
        ManualTimers known = timers;
        begin("timer", _ -> known.run(1 + random.nextInt(3)), refused -> fail("a timer throws " + refused));
    }

    private void begin(String what, Consumer<KinesisClient> body, Consumer<AwsServiceException> refused) {
        note(what);
        KinesisClient client = kinesis;
        disk.begin(what, () -> {
            try {
                body.accept(client);
            } catch (AwsServiceException refusal) {
                refused.accept(refusal);
            }
        });
    }

    /** Notes what memory holds after each step: calls decide at once, and wait afterwards. */
    private void watch() {
        for (ReferenceStream stream : streams.values()) {
            memory(stream).ifPresent(known -> stream.retentionIs(known.settings().retentionHours()));
            stream.timeIs(clock.millis());
        }
    }

    private Optional<Stream> memory(ReferenceStream stream) {
        return service.catalog().all().stream().filter(each -> each.id().equals(id(stream))).findFirst();
    }

    private static StreamId id(ReferenceStream stream) {
        return new StreamId(InProcess.CALLER.account(), InProcess.CALLER.region(), new StreamName(stream.name));
    }

    private void crash(int keep) {
        note("crash, keeping " + keep + " of " + disk.pending());
        disk.crash(keep);
        started();
    }

    private void restart() {
        note("restart");
        disk.finish(random);
        service.close();
        started();
    }

    private void started() {
        timers.close();
        subscribed.clear();
        readers.forEach(reader -> reader.isBusy = false);
        streams.values().forEach(ReferenceStream::cut);
        open();
        streams.values().forEach(stream -> memory(stream).ifPresent(known -> stream.foundRetention(known.settings().retentionHours(), tick)));
        if (random.nextBoolean()) {
            audit();
        }
    }

    private void audit() {
        note("audit");
        streams.values().stream().filter(ReferenceStream::mayBeThere)
                .forEach(stream -> new ReferenceAudit(kinesis, random, stream, clock.millis(), tick).run());
        streams.values().stream().filter(stream -> !stream.mayBeThere())
                .forEach(stream -> assertThat(memory(stream)).as("%s", stream).isEmpty());
    }

    /** All changes come to their end; then everything is deleted. */
    private void end() {
        note("end");
        disk.finish(random);
        for (int i = 0; i < 3; i++) {
            settle();
        }
        audit();
        for (ReferenceStream stream : streams.values()) {
            if (stream.mayBeThere() && stream.being != Being.LEAVING) {
                kinesis.deleteStream(r -> r.streamName(stream.name).enforceConsumerDeletion(true));
            }
        }
        settle();
        requireNothingLeft();
    }

    private void settle() {
        clock.advance(Duration.ofSeconds(1));
        timers.run(1_000);
        watch();
    }

    private void requireNothingLeft() {
        for (Partition partition : Partitions.open(disk.store()).all()) {
            try (Scan scan = disk.store().scan(Keys.of(partition.number(), Tables.STREAM), Keys.of(partition.number(), Tables.ACCOUNT))) {
                if (scan.next()) {
                    fail("a row is left in table " + scan.key()[2]);
                }
            }
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void note(String what) {
        journal.add((clock.millis() - ManualClock.EPOCH) + " #" + tick + " " + what);
    }

    /** A subscription, and what its reader has seen. */
    private record Subscribed(Subscription subscription, ReferenceReader reader) {}
}
