package dev.forebay.sns;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The search for consistent values when a message has arrays of objects: of each array, at most one element is chosen.
 *
 * <p>Trying all choices would take exponential time on a hostile message. Instead, the arrays are seen as a tree, and each
 * node is reduced to the set of outcomes that are possible in it. An outcome is a number of bits: for each field, whether
 * an accepted value is among the chosen ones (<i>hit</i>), and, of fields that accept absence, whether any value is to be
 * seen (<i>seen</i>). Five fields have at most 1,024 outcomes, so the time grows with the size of the message.
 */
final class FilterChoice {
    private final FilterField[] fields;
    private final int hits;
    private final Element root = new Element();
    private final Map<FilterSlot, Element> elements = new IdentityHashMap<>();
    private final Map<Object, Elements> arrays = new IdentityHashMap<>();

    private FilterChoice(FilterField[] fields) {
        this.fields = fields;
        hits = (1 << fields.length) - 1;
    }

    static boolean exists(FilterField[] fields, FilterTree tree) {
        FilterChoice choice = new FilterChoice(fields);
        for (int i = 0; i < fields.length; i++) {
            for (FilterValue value : tree.at(fields[i].path())) {
                choice.element(value.slot).own |= choice.bits(i, value);
            }
        }
        return choice.outcomes(choice.root).stream().anyMatch(choice::suffices);
    }

    private int bits(int field, FilterValue value) {
        int hit = fields[field].accepts(value) ? 1 << field : 0;
        int seen = fields[field].acceptsAbsence() ? 1 << fields.length + field : 0;
        return hit | seen;
    }

    private boolean suffices(int outcome) {
        for (int i = 0; i < fields.length; i++) {
            boolean hit = (outcome & 1 << i) != 0;
            boolean absent = fields[i].acceptsAbsence() && (outcome & 1 << fields.length + i) == 0;
            if (!hit && !absent) {
                return false;
            }
        }
        return true;
    }

    private Element element(FilterSlot slot) {
        if (slot == null) {
            return root;
        }
        Element element = elements.get(slot);
        if (element == null) {
            element = new Element();
            elements.put(slot, element);
            array(slot).add(element);
        }
        return element;
    }

    private Elements array(FilterSlot slot) {
        Elements array = arrays.get(slot.array);
        if (array == null) {
            array = new Elements();
            arrays.put(slot.array, array);
            element(slot.outer).arrays.add(array);
        }
        return array;
    }

    /** What is possible in an element: its own values are all there, and each of its arrays offers a choice. */
    private BitSet outcomes(Element element) {
        BitSet outcomes = new BitSet();
        outcomes.set(element.own);
        for (Elements array : element.arrays) {
            BitSet combined = new BitSet();
            BitSet offered = outcomes(array);
            outcomes.stream().forEach(one -> offered.stream().forEach(other -> combined.set(one | other)));
            outcomes = combined;
        }
        return outcomes;
    }

    /** What an array offers: an element that has a hit, or none; then all its values are seen and none is a hit. */
    private BitSet outcomes(Elements array) {
        BitSet outcomes = new BitSet();
        outcomes.set(array.all() & ~hits);
        for (Element element : array) {
            outcomes(element).stream().filter(outcome -> (outcome & hits) != 0).forEach(outcomes::set);
        }
        return outcomes;
    }

    private static final class Element {
        private int own;
        private final List<Elements> arrays = new ArrayList<>(0);

        private int all() {
            int all = own;
            for (Elements array : arrays) {
                all |= array.all();
            }
            return all;
        }
    }

    /** The elements of one array that hold values of interest. */
    private static final class Elements extends ArrayList<Element> {
        private int all() {
            int all = 0;
            for (Element element : this) {
                all |= element.all();
            }
            return all;
        }
    }
}
