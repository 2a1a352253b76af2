package dev.forebay.server;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one way through the stream has come to: every click is counted once. One thread notes; any thread may ask for the count. */
final class DemoClickTally {
    private final int clicks;
    private final boolean knowsBuys;
    private final Set<Integer> seen = new HashSet<>();
    private final Map<String, Integer> lastOf = new HashMap<>();
    private int buys;
    private int repeats;
    private int disorder;
    private int strangers;
    private volatile Count count = new Count(0, 0, 0, 0, 0);

    /**
     * Begins at nothing.
     *
     * @param clicks the number of the last click that there will be
     */
    DemoClickTally(int clicks, boolean knowsBuys) {
        this.clicks = clicks;
        this.knowsBuys = knowsBuys;
    }

    /** What was changed on its way is no click that any visitor made. */
    void note(DemoClick click) {
        if (click.number() > clicks || !click.equals(DemoClick.of(click.number()))) {
            strangers++;
        } else if (!seen.add(click.number())) {
            repeats++;
        } else {
            int last = lastOf.getOrDefault(click.visitor(), 0);
            disorder += click.number() < last ? 1 : 0;
            lastOf.put(click.visitor(), Math.max(last, click.number()));
            buys += click.isBuy() && knowsBuys ? 1 : 0;
        }
        count = new Count(seen.size(), buys, repeats, disorder, strangers);
    }

    Count count() {
        return count;
    }

    /**
     * The figures.
     *
     * @param clicks    different clicks
     * @param buys      clicks among them that were taken for buys
     * @param repeats   records of a click that had been there already: a site that gets no answer puts its click once more
     * @param disorder  clicks that came after a later one of their visitor
     * @param strangers records that are no click of any visitor
     */
    record Count(int clicks, int buys, int repeats, int disorder, int strangers) {

        /** Whether these are the first so many clicks, in order, and nothing else. */
        boolean isAllOf(int first) {
            return clicks == first && disorder == 0 && strangers == 0;
        }
    }
}
