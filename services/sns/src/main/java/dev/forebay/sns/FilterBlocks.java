package dev.forebay.sns;

import java.util.HashMap;
import java.util.Map;

/** Entries by a block of IP addresses: one look for each length that blocks have, however many blocks there are. */
final class FilterBlocks<S> {
    private final Map<FilterCondition.Cidr, FilterHits<S>> blocks = new HashMap<>();
    /** How many blocks have a length, of either family. */
    private final Map<Integer, Integer> lengths = new HashMap<>();

    void add(FilterCondition.Cidr block, FilterEntry<S> entry) {
        blocks.computeIfAbsent(block, _ -> {
            lengths.merge(block.bits(), 1, Integer::sum);
            return new FilterHits<>();
        }).add(entry);
    }

    void remove(FilterCondition.Cidr block, FilterEntry<S> entry) {
        FilterHits<S> hits = blocks.get(block);
        if (hits == null) {
            return;
        }
        hits.remove(entry);
        if (hits.isEmpty()) {
            blocks.remove(block);
            lengths.computeIfPresent(block.bits(), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    int size(FilterCondition.Cidr block) {
        FilterHits<S> hits = blocks.get(block);
        return hits == null ? 0 : hits.size();
    }

    void match(FilterValue value, FilterMatch<S> match) {
        if (!blocks.isEmpty() && value.address().isPresent()) {
            FilterAddress address = value.address().get();
            for (int bits : lengths.keySet()) {
                FilterHits<S> hits = blocks.get(new FilterCondition.Cidr(address.network(bits), bits));
                if (hits != null) {
                    match.met(hits);
                }
            }
        }
    }
}
