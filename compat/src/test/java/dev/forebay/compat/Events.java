package dev.forebay.compat;

import dev.forebay.compat.Event.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a journal says up to now, in the order in which it happened. */
record Events(List<Event> all) {
    private static final Set<Kind> BEGINNINGS_AND_ENDS = EnumSet.of(Kind.BEGUN, Kind.LOST, Kind.ENDED, Kind.HANDED_OVER, Kind.REFUSED);

    /** Reads a journal. A line that is being written does not count. */
    static Events of(Path journal) {
        try {
            String text = Files.exists(journal) ? Files.readString(journal) : "";
            return new Events(text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Event::parse).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Event> of(Kind kind) {
        return all.stream().filter(event -> event.is(kind));
    }

    /** The data of all records seen. */
    Set<String> data() {
        return of(Kind.RECORD).map(Event::data).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What happened to a shard. */
    Events about(String shard) {
        return new Events(all.stream().filter(event -> event.isAbout(shard)).toList());
    }

    /** What a worker did. */
    Events by(String worker) {
        return new Events(all.stream().filter(event -> event.worker().equals(worker)).toList());
    }

    /** What happened after the first so many events. */
    Events after(int count) {
        return new Events(all.subList(count, all.size()));
    }

    /** The shards seen. */
    Set<String> shards() {
        return of(Kind.BEGUN).map(Event::shard).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The shards that a worker has begun and neither lost nor ended. */
    Set<String> heldBy(String worker) {
        return shards().stream().filter(shard -> by(worker).about(shard).isHeld()).collect(Collectors.toSet());
    }

    private boolean isHeld() {
        return all.stream().filter(event -> BEGINNINGS_AND_ENDS.contains(event.kind()))
                .reduce((_, last) -> last).filter(last -> last.is(Kind.BEGUN)).isPresent();
    }

    /** Where the first event of a kind is, or -1. */
    int firstOf(Kind kind, String shard) {
        return all.indexOf(of(kind).filter(event -> event.isAbout(shard)).findFirst().orElse(null));
    }

    /** Where the last event of a kind is, or -1. */
    int lastOf(Kind kind, String shard) {
        return all.lastIndexOf(of(kind).filter(event -> event.isAbout(shard)).reduce((_, last) -> last).orElse(null));
    }
}
