package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** What replies have told of one shard in a simulation. What was told once must be told for ever. */
final class ReferenceShard {
    final int number;
    /** When it was told of first. */
    final long toldTick;
    private final Shard first;
    private final HashKeyRange range;
    private final NavigableMap<Long, Told> records = new TreeMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private String endingNumber;
    private long end = Long.MAX_VALUE;
    private long closedTick = Long.MAX_VALUE;
    /** When it was still open for sure. */
    long openAt;

    ReferenceShard(Shard first, long tick) {
        this.first = first;
        toldTick = tick;
        number = ShardId.parse(first.shardId()).orElseThrow();
        range = new HashKeyRange(HashKey.parse(first.hashKeyRange().startingHashKey()).orElseThrow(),
                HashKey.parse(first.hashKeyRange().endingHashKey()).orElseThrow());
    }

    /** A reply described the shard. */
    void described(Shard now, ReferenceStream.Moment asked, long tick) {
        assertThat(now.hashKeyRange()).isEqualTo(first.hashKeyRange());
        assertThat(now.parentShardId()).isEqualTo(first.parentShardId());
        assertThat(now.adjacentParentShardId()).isEqualTo(first.adjacentParentShardId());
        assertThat(now.sequenceNumberRange().startingSequenceNumber()).isEqualTo(first.sequenceNumberRange().startingSequenceNumber());
        String ending = now.sequenceNumberRange().endingSequenceNumber();
        if (ending == null) {
            assertThat(closedTick).as("when %s, which is open, was told to be closed", this).isGreaterThanOrEqualTo(asked.tick());
            openAt = Math.max(openAt, asked.clock());
            return;
        }
        assertThat(endingNumber == null || endingNumber.equals(ending)).as("%s ended at %s, now at %s", this, endingNumber, ending).isTrue();
        endingNumber = ending;
        ended(SequenceNumber.parse(ending).orElseThrow().index(), tick);
    }

    /** A reader was told that nothing comes any more from this index on. */
    void ended(long at, long tick) {
        closedTick = Math.min(closedTick, tick);
        assertThat(end == Long.MAX_VALUE || end == at).as("%s ended at %s, now at %s", this, end, at).isTrue();
        end = at;
        if (!records.isEmpty() && records.lastKey() >= end) {
            fail(this + " has records after its end: " + records.lastEntry());
        }
    }

    boolean isClosed() {
        return end != Long.MAX_VALUE;
    }

    HashKeyRange range() {
        return range;
    }

    BigInteger start() {
        return new BigInteger(first.sequenceNumberRange().startingSequenceNumber());
    }

    /** The numbers of the shards that it came of, or -1. */
    List<Integer> parents() {
        List<Integer> parents = new ArrayList<>();
        for (String parent : new String[] {first.parentShardId(), first.adjacentParentShardId()}) {
            if (parent != null) {
                parents.add(ShardId.parse(parent).orElseThrow());
            }
        }
        return parents;
    }

    /** The number that is greater than all of this shard's, once it is closed. */
    BigInteger ending() {
        return new BigInteger(endingNumber);
    }

    /** A reply told of a record; returns its index. */
    long told(String sequenceNumber, String text, ReferencePut put) {
        SequenceNumber read = SequenceNumber.parse(sequenceNumber).orElseThrow();
        assertThat(read.shard()).as("the shard in %s", sequenceNumber).isEqualTo(number);
        assertThat(new BigInteger(sequenceNumber)).isGreaterThan(start());
        Told told = new Told(sequenceNumber, text, put);
        Told before = records.putIfAbsent(read.index(), told);
        assertThat(before == null || before.text.equals(text) && before.sequenceNumber.equals(sequenceNumber))
                .as("%s at %s was %s before", told, read.index(), before).isTrue();
        assertThat(read.index()).as("records after the end of %s", this).isLessThan(end);
        return read.index();
    }

    NavigableMap<Long, Told> records() {
        return records;
    }

    /** An iterator at the newest record was asked for and given. */
    void claimLatest(long index, long askedTick, long givenTick) {
        claims.add((at, told) -> {
            if (told.put.answeredTick < askedTick && at >= index) {
                fail(told + " was put before, and comes after LATEST at " + index);
            }
            if (told.put.begunTick > givenTick && at < index) {
                fail(told + " was put after, and comes before LATEST at " + index);
            }
        });
    }

    /** An iterator at a time was given. */
    void claimTimestamp(long index, long millis, long gone) {
        claims.add((at, told) -> {
            if (told.put.at >= gone && told.put.at >= millis != at >= index) {
                fail(told + " at " + at + " came at " + told.put.at + "; what came at " + millis + " or later was to begin at " + index);
            }
        });
    }

    void checkClaims() {
        records.forEach((index, told) -> claims.forEach(claim -> claim.check(index, told)));
    }

    @Override
    public String toString() {
        return "shard " + number;
    }

    /** A record that a reply told of. */
    record Told(String sequenceNumber, String text, ReferencePut put) {
        @Override
        public String toString() {
            return text + " in " + put;
        }
    }

    /** What an iterator promises of each record. */
    private interface Claim {
        void check(long index, Told told);
    }
}
