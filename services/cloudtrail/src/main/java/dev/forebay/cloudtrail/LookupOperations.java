package dev.forebay.cloudtrail;

import dev.forebay.identity.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** Looking up what was recorded: management events of the caller's account and region, the newest first. */
final class LookupOperations {

    private static final int MAX_RESULTS = 50;

    /** Rows looked at for one page. AWS's pages, too, may have few events or none and yet go on. */
    private static final int MAX_LOOKED_AT = 10_000;

    private static final int PIECE = 500;

    private final Optional<Journal> journal;

    LookupOperations(Journals journals, Caller caller) {
        journal = journals.find(Place.of(caller));
    }

    LookupEventsResponse lookup(LookupEventsRequest request) {
        int most = request.maxResults() == null ? MAX_RESULTS : request.maxResults();
        if (most < 1 || most > MAX_RESULTS) {
            throw CloudTrailErrors.maxResults(MAX_RESULTS);
        }
        if (request.startTime() != null && request.endTime() != null && request.startTime().isAfter(request.endTime())) {
            throw CloudTrailErrors.timeRange();
        }
        if (request.eventCategoryAsString() != null) {
            throw CloudTrailErrors.eventCategory();
        }
        Predicate<Event> filter = LookupFilter.of(request.lookupAttributes());
        if (request.nextToken() != null) {
            return page(request, filter, most, LookupToken.number(request));
        }
        return page(request, filter, most, journal.map(known -> first(known.events(), request.endTime())).orElse(0L));
    }

    /** The newest event of the second in which the time range ends. */
    private static long first(Series events, Instant end) {
        return end == null ? events.newest() : events.newestUntil(end.getEpochSecond() * 1_000 + 999);
    }

    private LookupEventsResponse page(LookupEventsRequest request, Predicate<Event> filter, int most, long from) {
        long start = request.startTime() == null ? Long.MIN_VALUE : request.startTime().toEpochMilli();
        List<Event> found = new ArrayList<>();
        long next = from;
        for (int looked = 0; next > 0 && found.size() < most && looked < MAX_LOOKED_AT; looked += PIECE) {
            next = collect(journal.orElseThrow().events().back(next, 1, PIECE), found, new Wanted(filter, most, start));
        }
        return LookupEventsResponse.builder()
                .events(found.stream().map(LookupOperations::told).toList())
                .nextToken(next > 0 ? LookupToken.of(next, request).write() : null)
                .build();
    }

    /** Returns the number to go on from; zero when there is nothing further. */
    private static long collect(List<Series.Numbered> piece, List<Event> found, Wanted wanted) {
        for (Series.Numbered one : piece) {
            // AWS: times of events are whole seconds.
            if (one.millis() / 1_000 * 1_000 < wanted.start) {
                return 0;
            }
            if (found.size() == wanted.most) {
                return one.number();
            }
            if (wanted.filter.test(one.event())) {
                found.add(one.event());
            }
        }
        return piece.size() < PIECE ? 0 : piece.getLast().number() - 1;
    }

    private static software.amazon.awssdk.services.cloudtrail.model.Event told(Event event) {
        return software.amazon.awssdk.services.cloudtrail.model.Event.builder()
                .eventId(event.id())
                .eventName(event.name())
                .readOnly(Boolean.toString(event.readOnly()))
                .accessKeyId(event.accessKey().isEmpty() ? null : event.accessKey())
                .eventTime(EventTime.instant(event.millis()))
                .eventSource(event.source())
                .username(event.userName().isEmpty() ? null : event.userName())
                .resources(event.resources().stream().map(one -> software.amazon.awssdk.services.cloudtrail.model.Resource.builder()
                        .resourceType(one.type()).resourceName(one.name()).build()).toList())
                .cloudTrailEvent(event.json())
                .build();
    }

    private record Wanted(Predicate<Event> filter, int most, long start) {}
}
