package dev.forebay.sns;

/** One rule of one subscriber in an index, and the field by which it is found. Compared by identity. */
final class FilterEntry<S> {
    final S subscriber;
    final FilterRule rule;
    /** The field in whose structures the entry is; the others are verified when it is found. */
    final FilterField access;

    FilterEntry(S subscriber, FilterRule rule, FilterField access) {
        this.subscriber = subscriber;
        this.rule = rule;
        this.access = access;
    }
}
