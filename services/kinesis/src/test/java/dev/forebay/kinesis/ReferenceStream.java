package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** What is known of one life of a stream in a simulation: by what was asked of it, and by what replies told. */
final class ReferenceStream {
    private static final long HOUR_MILLIS = 3_600_000;

    final String name;
    final long madeAt;
    final List<ReferencePut> puts = new ArrayList<>();
    final NavigableMap<Integer, ReferenceShard> shards = new TreeMap<>();
    final Map<String, Being> consumers = new TreeMap<>();
    /** The consumers that are being registered or deregistered. */
    final Set<String> changing = new TreeSet<>();
    /** Shards whose end was acknowledged. */
    final Set<Integer> ending = new TreeSet<>();
    Being being = Being.MAYBE_THERE;
    /** It was told to be serving. */
    boolean isServing;
    /** So many open shards were acknowledged to come; 0 for none. */
    int wanted;
    /** What came before this is gone for sure, what came after it is there for sure: milliseconds since 1970. */
    long surelyGone;
    long maybeGone;

    private long retentionTick;
    private long goneTick = Long.MAX_VALUE;
    private final Map<String, ReferencePut.Entry> entries = new HashMap<>();
    private final Map<String, ReferencePut> byText = new HashMap<>();
    private final Map<String, BigInteger> numbers = new HashMap<>();
    /** The retention, and what it may have been changed to since, in order. */
    private final List<Integer> retentions = new ArrayList<>(List.of(24));

    ReferenceStream(String name, long madeAt) {
        this.name = name;
        this.madeAt = madeAt;
    }

    /** What is with a stream or a consumer, as far as replies have told. */
    enum Being {
        MAYBE_THERE, THERE, MAYBE_LEAVING, LEAVING, GONE
    }

    boolean mayBeThere() {
        return being != Being.GONE;
    }

    boolean mustServe() {
        return being == Being.THERE && isServing;
    }

    /** A call that was begun then was told that it is there. */
    void toldThere(long begunTick) {
        assertThat(begunTick).as("when %s is there, which was told to be gone at %s", this, goneTick).isLessThanOrEqualTo(goneTick);
        being = being == Being.MAYBE_THERE ? Being.THERE : being;
    }

    /** A call was told that it is not there. */
    void toldGone(long tick) {
        assertThat(being).as("%s is not found", this).isNotEqualTo(Being.THERE);
        goneTick = Math.min(goneTick, tick);
        being = Being.GONE;
    }

    ReferencePut putting(List<ReferencePut.Entry> all, long now, long tick) {
        Map<String, BigInteger> before = all.stream().filter(entry -> entry.explicit().isEmpty() && numbers.containsKey(entry.key()))
                .map(ReferencePut.Entry::key).distinct().collect(Collectors.toMap(key -> key, numbers::get));
        ReferencePut put = new ReferencePut(all, now, tick, before);
        puts.add(put);
        all.forEach(entry -> {
            entries.put(entry.text(), entry);
            byText.put(entry.text(), put);
        });
        return put;
    }

    /** A record of a put was acknowledged. */
    void acknowledged(ReferencePut put, ReferencePut.Entry entry, String shardId, String sequenceNumber) {
        ReferenceShard shard = shards.get(ShardId.parse(shardId).orElseThrow());
        if (shard != null) {
            shard.told(sequenceNumber, entry.text(), put);
            assertThat(shard.range().contains(entry.hashKey())).as("%s is for %s", entry, shard).isTrue();
        }
        if (entry.explicit().isEmpty()) {
            BigInteger number = new BigInteger(sequenceNumber);
            BigInteger before = put.numbersBefore.get(entry.key());
            assertThat(before == null || before.compareTo(number) < 0).as("%s comes before what was put earlier", entry).isTrue();
            numbers.merge(entry.key(), number, BigInteger::max);
        }
    }

    /** A reader was told of a record of a shard; returns its index. {@code gone}: what was surely gone when it asked. */
    long told(ReferenceShard shard, Record record, long gone) {
        String text = record.data().asUtf8String();
        ReferencePut put = byText.get(text);
        assertThat(put).as("%s, which nobody put into %s", text, this).isNotNull();
        assertThat(put.fate).as("%s was lost, and is read", put).isNotEqualTo(ReferencePut.Fate.NOT_THERE);
        assertThat(put.at).as("%s is trimmed, and is read", put).isGreaterThanOrEqualTo(gone);
        assertThat(record.approximateArrivalTimestamp().toEpochMilli()).as("when %s came", put).isEqualTo(put.at);
        assertThat(record.partitionKey()).isEqualTo(entries.get(text).key());
        assertThat(shard.range().contains(entries.get(text).hashKey())).as("%s is in %s", text, shard).isTrue();
        return shard.told(record.sequenceNumber(), text, put);
    }

    /**
     * A reply told all shards: known ones may be missing only when they are past the horizon; the open ones cover everything once.
     *
     * @param asked when it was asked for: replies to other calls may have told of what came later
     */
    void toldAll(List<Shard> all, Moment asked, long tick) {
        all.forEach(shard -> shards.computeIfAbsent(number(shard), _ -> new ReferenceShard(shard, tick)).described(shard, asked, tick));
        Set<Integer> listed = all.stream().map(ReferenceStream::number).collect(Collectors.toSet());
        for (ReferenceShard shard : shards.values()) {
            if (!listed.contains(shard.number) && shard.openAt >= maybeGone && shard.toldTick < asked.tick) {
                fail(shard + " of " + this + " is missing: " + listed);
            }
        }
        List<ReferenceShard> open = all.stream().filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .map(shard -> shards.get(number(shard)))
                .sorted((one, other) -> one.range().start().compareTo(other.range().start())).toList();
        assertThat(open).isNotEmpty();
        assertThat(open.getFirst().range().start()).isEqualTo(HashKey.MIN);
        assertThat(open.getLast().range().end()).isEqualTo(HashKey.MAX);
        for (int i = 1; i < open.size(); i++) {
            assertThat(open.get(i - 1).range().isBefore(open.get(i).range())).as("open shards %s", open).isTrue();
        }
        listed.stream().map(shards::get).forEach(shard -> checkParents(shard, listed));
    }

    private static int number(Shard shard) {
        return ShardId.parse(shard.shardId()).orElseThrow();
    }

    private void checkParents(ReferenceShard child, Set<Integer> listed) {
        List<ReferenceShard> parents = child.parents().stream().filter(listed::contains).map(shards::get).toList();
        for (ReferenceShard parent : parents) {
            assertThat(parent.isClosed()).as("%s is a child of %s", child, parent).isTrue();
            assertThat(child.start()).as("%s begins after %s", child, parent).isGreaterThan(parent.ending());
            boolean within = child.parents().size() == 1 ? parent.range().contains(child.range().start()) && parent.range().contains(child.range().end())
                    : child.range().contains(parent.range().start()) && child.range().contains(parent.range().end());
            assertThat(within).as("the range of %s beside %s", child, parent).isTrue();
        }
    }

    /** The retention is another one now, for all that memory says. */
    void retentionIs(int hours) {
        if (retentions.getLast() != hours) {
            retentions.add(hours);
        }
    }

    /** A reply told the retention; a later one may have told of what came after. */
    void toldRetention(int hours, long askedTick, long tick) {
        int at = retentions.indexOf(hours);
        if (at > 0) {
            retentions.subList(0, at).clear();
            retentionTick = tick;
        } else if (at < 0 && askedTick > retentionTick) {
            fail("a retention of " + hours + " hours, of " + retentions);
        }
    }

    /** A crash came: what was not answered by now never is. */
    void cut() {
        puts.forEach(ReferencePut::cut);
        changing.clear();
    }

    /** What a start found on the disk. */
    void foundRetention(int hours, long tick) {
        assertThat(retentions).as("retentions that may be, of %s", this).contains(hours);
        retentions.clear();
        retentions.add(hours);
        retentionTick = tick;
    }

    void timeIs(long now) {
        int least = retentions.stream().mapToInt(Integer::intValue).min().orElseThrow();
        maybeGone = Math.max(maybeGone, now - least * HOUR_MILLIS);
        if (retentions.stream().distinct().count() == 1) {
            surelyGone = Math.max(surelyGone, now - least * HOUR_MILLIS);
        }
    }

    /** Whether a reader may go past these indexes without a record. */
    boolean maySkip(ReferenceShard shard, long from, long to) {
        return from >= to || maybeGone > madeAt
                && shard.records().subMap(from, true, to, false).values().stream().allMatch(told -> told.put().at < maybeGone);
    }

    @Override
    public String toString() {
        return "stream " + name + " of " + madeAt + " " + being;
    }

    /** When a call was made: by the clock, and by the simulation's steps. */
    record Moment(long clock, long tick) {}
}
