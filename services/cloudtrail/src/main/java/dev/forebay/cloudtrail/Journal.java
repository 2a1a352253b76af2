package dev.forebay.cloudtrail;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Pending;
import dev.forebay.store.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everything recorded in one place: its events, and how far files of them have come. Any thread. */
final class Journal {

    private final Partition partition;
    private final long number;
    private final Place place;
    private final Series events;
    private final Series data;

    /** Changed by whoever writes files, under the partition's lock. */
    private volatile Course course;

    /** Up to where management events were removed in this life. */
    private volatile long forgotten;

    private Journal(Partition partition, long number, Place place, Course course) {
        this.partition = partition;
        this.number = number;
        this.place = place;
        this.course = course;
        events = Series.open(partition, Tables.EVENT, number, course.until().events());
        data = Series.open(partition, Tables.DATA, number, course.until().data());
    }

    /** One that the store has. */
    static Journal open(Partition partition, long number, Place place) {
        Course course = Course.read(partition.store().get(Keys.of(partition.number(), Tables.COURSE, number))
                .orElseThrow(() -> new IllegalStateException("no course of " + place)));
        return new Journal(partition, number, place, course);
    }

    /** A new one. Within a decision. */
    static Journal create(Partition partition, Place place, long now, Changes changes) {
        long number = partition.newIncarnation(changes);
        Course course = Course.begin(now);
        changes.batch().put(Keys.of(partition.number(), Tables.PLACE, number), place.write());
        changes.batch().put(Keys.of(partition.number(), Tables.COURSE, number), course.write());
        return new Journal(partition, number, place, course);
    }

    Place place() {
        return place;
    }

    /** Management events: what LookupEvents tells of. */
    Series events() {
        return events;
    }

    /** Data events that are in no file yet. */
    Series data() {
        return data;
    }

    Course course() {
        return course;
    }

    /** Moves on, together with what a step changes besides. Durable when it returns. */
    void moveTo(Course next, Consumer<Changes> alongside) {
        partition.decide(changes -> {
            changes.batch().put(Keys.of(partition.number(), Tables.COURSE, number), next.write());
            alongside.accept(changes);
            course = next;
            return null;
        });
    }

    /** Sets a row of a file. Within a decision. */
    void put(long file, LogFile row, Changes changes) {
        changes.batch().put(Keys.of(partition.number(), Tables.FILE, number, file), row.write());
    }

    /** Removes rows of files up to a number. Within a decision. */
    void removeFiles(long until, Changes changes) {
        changes.batch().deleteRange(Keys.of(partition.number(), Tables.FILE, number), Keys.of(partition.number(), Tables.FILE, number, until + 1));
    }

    /** Files that are in no digest yet, no more than so many. */
    List<LogFile> files(int most) {
        List<LogFile> files = new ArrayList<>();
        try (Scan scan = partition.store().scan(Keys.of(partition.number(), Tables.FILE, number), Keys.of(partition.number(), Tables.FILE, number + 1))) {
            while (files.size() < most && scan.next()) {
                files.add(LogFile.read(scan.value()));
            }
        }
        return files;
    }

    /** Removes management events up to a number, but never the newest, by whose number the next is known. Called by one thread. */
    void forget(long until) {
        long bound = Math.min(until, events.newest() - 1);
        if (bound > forgotten) {
            partition.decide(changes -> {
                events.removeUntil(bound, changes);
                forgotten = bound;
                return null;
            });
        }
    }

    /** Decides in this journal's partition. */
    <R> Pending<R> submit(Function<Changes, R> decision) {
        return partition.submit(decision);
    }
}
