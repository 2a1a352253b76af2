package dev.forebay.sns;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The subscriptions of a topic: found by id and by address, listed in the order of subscribing, and matched with what is
 * published.
 *
 * <p>Changed within decisions of the topic's partition, one at a time; {@link #page}, and {@link #match} nearly always, take
 * no lock. A match sees each subscription as it was at some moment during the call.
 */
final class Roster {
    private final Slots<Subscription> byId = new Slots<>(subscription -> subscription.id().hashCode());
    private final Slots<Subscription> byAddress =
            new Slots<>(subscription -> Subscription.hash(subscription.protocol(), subscription.endpoint()));
    private final AppendOnly<Subscription> all = new AppendOnly<>(subscription -> !subscription.isDeleted());
    private final AppendOnly<Subscription> unfiltered =
            new AppendOnly<>(subscription -> !subscription.isDeleted() && subscription.isUnfiltered());
    private final FilterIndex<Subscription> filtered = new FilterIndex<>();
    /** Odd while a subscription moves between the filtered and the others, when a match could miss it or find it twice. */
    private volatile int version;
    private int confirmed;
    private int pending;
    private int deleted;

    synchronized void add(Subscription subscription) {
        byId.add(subscription);
        byAddress.add(subscription);
        all.add(subscription);
        index(subscription);
        count(subscription, 1);
    }

    private void index(Subscription subscription) {
        subscription.attributes().filter().ifPresentOrElse(
                filter -> filtered.put(subscription, filter), () -> unfiltered.add(subscription));
    }

    /** Replaces a subscription's record. */
    synchronized void update(Subscription subscription, SubscriptionRecord changed) {
        boolean refiltered = changed.attributes() != subscription.attributes();
        boolean wasUnfiltered = subscription.isUnfiltered();
        version++;
        if (!wasUnfiltered && changed.attributes().filter().isEmpty()) {
            // It may be there still, from before it had a filter.
            unfiltered.compact();
        }
        count(subscription, -1);
        subscription.record(changed);
        count(subscription, 1);
        if (refiltered && wasUnfiltered && !subscription.isUnfiltered()) {
            unfiltered.died();
            index(subscription);
        } else if (refiltered && !wasUnfiltered) {
            filtered.remove(subscription);
            index(subscription);
        }
        version++;
    }

    synchronized void remove(Subscription subscription) {
        byId.remove(subscription);
        byAddress.remove(subscription);
        count(subscription, -1);
        deleted++;
        subscription.delete();
        all.died();
        if (subscription.isUnfiltered()) {
            unfiltered.died();
        } else {
            filtered.remove(subscription);
        }
    }

    private void count(Subscription subscription, int change) {
        if (subscription.record().confirmed()) {
            confirmed += change;
        } else {
            pending += change;
        }
    }

    /** The subscription with this id; null for none. */
    synchronized Subscription find(UUID id) {
        return byId.find(id.hashCode(), subscription -> subscription.id().equals(id));
    }

    /** The subscription of this endpoint; null for none. */
    synchronized Subscription at(Protocol protocol, String endpoint) {
        return byAddress.find(Subscription.hash(protocol, endpoint), subscription -> subscription.is(protocol, endpoint));
    }

    /** Every active subscription that wants this. */
    List<Subscription> match(Notification notification) {
        int before = version;
        List<Subscription> found = collect(notification);
        return before == version && (before & 1) == 0 ? found : matchAlone(notification);
    }

    private synchronized List<Subscription> matchAlone(Notification notification) {
        return collect(notification);
    }

    private List<Subscription> collect(Notification notification) {
        List<Subscription> found = new ArrayList<>();
        match(notification, found::add);
        return found;
    }

    private void match(Notification notification, Consumer<Subscription> sink) {
        AppendOnly<Subscription>.View open = unfiltered.view();
        for (int i = 0; i < open.size(); i++) {
            Subscription subscription = open.get(i);
            if (subscription.isActive() && subscription.isUnfiltered()) {
                sink.accept(subscription);
            }
        }
        if (filtered.size() > 0) {
            FilterEvent event = FilterEvent.of(notification.attributes(), notification.message());
            filtered.match(event, subscription -> {
                if (subscription.isActive()) {
                    sink.accept(subscription);
                }
            });
        }
    }

    /** Subscriptions with numbers above this one, in order, so many at most. */
    List<Subscription> page(long after, int most) {
        AppendOnly<Subscription>.View view = all.view();
        List<Subscription> page = new ArrayList<>(Math.min(most, view.size()));
        for (int i = firstAfter(view, after); i < view.size() && page.size() < most; i++) {
            Subscription subscription = view.get(i);
            if (!subscription.isDeleted()) {
                page.add(subscription);
            }
        }
        return page;
    }

    private static int firstAfter(AppendOnly<Subscription>.View view, long after) {
        int low = 0;
        int high = view.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (view.get(middle).number() <= after) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    synchronized Counts counts() {
        return new Counts(confirmed, pending, deleted);
    }

    /** How many there are; {@code deleted} counts since the server started. */
    record Counts(int confirmed, int pending, int deleted) {}
}
