package dev.forebay.kinesis;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Directory;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds streams by name: created and deleted here, each durable before the call returns. Safe for any thread. */
final class StreamCatalog {
    private final Partitions partitions;
    private final Environment environment;
    private final Map<StreamId, Stream> streams = new ConcurrentHashMap<>();
    private final Map<Residence, Stream> byResidence = new ConcurrentHashMap<>();
    private final Directory<Stream> directory = new Directory<>();

    StreamCatalog(Partitions partitions, Environment environment) {
        this.partitions = partitions;
        this.environment = environment;
    }

    /** Reads what the store has: streams, shards, consumers; no records. */
    void load() {
        for (Partition partition : partitions.all()) {
            try (Scan scan = scan(partition, Tables.STREAM)) {
                while (scan.next()) {
                    Stream stream = new Stream(id(Keys.rest(scan.key())), partition, StreamRecord.read(scan.value()), environment);
                    stream.recover(shards(stream));
                    stream.consumers().load();
                    add(stream);
                }
            }
        }
    }

    private List<Shard> shards(Stream stream) {
        List<Shard> shards = new ArrayList<>();
        int partition = stream.partition().number();
        long incarnation = stream.record().incarnation();
        try (Scan scan = environment.store().scan(
                Keys.of(partition, Tables.SHARD, incarnation), Keys.of(partition, Tables.SHARD, incarnation + 1))) {
            while (scan.next()) {
                ShardRecord record = ShardRecord.read((int) Keys.sequence(scan.key()), scan.value());
                Tip tip = environment.store().get(Keys.of(partition, Tables.TIP, record.incarnation())).map(Tip::read).orElse(Tip.EMPTY);
                shards.add(new Shard(partition, record, tip, stream.newThrottle()));
            }
        }
        return shards;
    }

    private Scan scan(Partition partition, byte table) {
        return environment.store().scan(Keys.of(partition.number(), table), Keys.of(partition.number(), (byte) (table + 1)));
    }

    /** The stream with this id. */
    Stream find(StreamId id) {
        Stream stream = streams.get(id);
        if (stream == null) {
            partitions.of(id.arn()).settle();
            throw KinesisErrors.streamNotFound(id);
        }
        return stream;
    }

    /** The stream with this id, as it is in memory, durable or not. */
    Optional<Stream> peek(StreamId id) {
        return Optional.ofNullable(streams.get(id));
    }

    /** Returns once everything that was read of any stream before this call is durable. */
    void settle() {
        partitions.all().forEach(Partition::settle);
    }

    /** The stream whose rows are there. */
    Optional<Stream> find(int partition, long incarnation) {
        Optional<Stream> stream = Optional.ofNullable(byResidence.get(new Residence(partition, incarnation)));
        if (stream.isEmpty()) {
            settle();
        }
        return stream;
    }

    /** The stream with this id, unless it is being made. */
    Optional<Stream> findServing(StreamId id) {
        Optional<Stream> serving = Optional.ofNullable(streams.get(id)).filter(stream -> stream.record().status() != StreamStatus.CREATING);
        if (serving.isEmpty()) {
            partitions.of(id.arn()).settle();
        }
        return serving;
    }

    /** The streams of an account and region, by name, after a name. */
    Collection<Stream> list(AccountId account, Region region, String after) {
        return directory.after(account, region, after);
    }

    Collection<Stream> all() {
        return streams.values();
    }

    /** The open shards that an account has in a region, all streams together. */
    int openShards(AccountId account, Region region) {
        return list(account, region, "").stream().mapToInt(stream -> stream.shards().openCount()).sum();
    }

    /** Makes a stream, in state CREATING. */
    Stream create(StreamId id, StreamSettings settings, int shards) {
        environment.store().requireSpace();
        Partition partition = partitions.of(id.arn());
        return partition.decide(changes -> {
            if (streams.containsKey(id)) {
                changes.revealsEverything();
                throw KinesisErrors.streamExists(id);
            }
            long now = environment.now();
            StreamRecord record = StreamRecord.create(partition.newIncarnation(changes), now, settings, shards);
            Stream stream = new Stream(id, partition, record, environment);
            stream.update(changes, record);
            stream.begin(changes, shards, now);
            add(stream);
            return stream;
        });
    }

    /** Deletes a stream and everything in it. */
    void delete(Stream stream) {
        stream.partition().decide(changes -> {
            if (!stream.isGone()) {
                stream.erase(changes);
                streams.remove(stream.id());
                byResidence.remove(Residence.of(stream));
                directory.remove(stream.id().account(), stream.id().region(), stream.id().name().value());
            }
            return null;
        });
    }

    private void add(Stream stream) {
        streams.put(stream.id(), stream);
        byResidence.put(Residence.of(stream), stream);
        directory.put(stream.id().account(), stream.id().region(), stream.id().name().value(), stream);
    }

    static byte[] key(Stream stream) {
        StreamId id = stream.id();
        String text = id.account() + "/" + id.region() + "/" + id.name();
        return Keys.of(stream.partition().number(), Tables.STREAM, text.getBytes(StandardCharsets.UTF_8));
    }

    private static StreamId id(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("/", 3);
        return new StreamId(new AccountId(parts[0]), new Region(parts[1]), new StreamName(parts[2]));
    }

    /** Where a stream's rows are. */
    private record Residence(int partition, long incarnation) {
        static Residence of(Stream stream) {
            return new Residence(stream.partition().number(), stream.record().incarnation());
        }
    }
}
