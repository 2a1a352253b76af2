package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FilterChoiceTest {

    /** Arrays of arrays of objects, small enough to try every choice of a value for each key. */
    @Test
    void theSearchAgreesWithTryingEveryChoice() {
        SplittableRandom random = new SplittableRandom(11);
        int met = 0;
        int missed = 0;
        for (int round = 0; round < 5_000; round++) {
            FilterTree tree = FilterBody.read("{\"r\":" + array(random, 3) + ",\"s\":" + array(random, 2) + "}");
            FilterRule rule = FilterPolicies.ofBody("{\"r\":{\"a\":[1],\"b\":[" + maybeAbsent(random) + "1],\"c\":[1]},\"s\":{\"a\":["
                    + maybeAbsent(random) + "1],\"b\":[1]}}").rules()[0];

            boolean expected = tree != FilterTree.EMPTY && everyChoice(rule, tree, 0, new ArrayList<>());

            assertThat(rule.matches(tree)).as("round %s", round).isEqualTo(expected);
            met += expected ? 1 : 0;
            missed += expected ? 0 : 1;
        }
        assertThat(met).isGreaterThan(100);
        assertThat(missed).isGreaterThan(100);
    }

    @Test
    void aMessageThatIsMadeToBePuzzlingIsNone() {
        // Trying all choices would take 3,000 to the power of four: each key is met everywhere, but the last two never together.
        String elements = "{\"k\":1},".repeat(3_000) + "{}";
        String message = "{\"a\":[%s],\"b\":[%s],\"c\":[%s],\"d\":[%s{\"k\":1},{\"l\":1}]}".formatted(elements, elements, elements, "{\"k\":1},".repeat(3_000));

        assertThat(FilterPolicies.ofBody("{\"a\":{\"k\":[1]},\"b\":{\"k\":[1]},\"c\":{\"k\":[1]},\"d\":{\"k\":[1],\"l\":[1]}}")
                .matches(FilterPolicies.body(message))).isFalse();
    }

    @Test
    void anArrayFromWhichNothingIsNeededIsNotChosenFrom() {
        FilterPolicy policy = FilterPolicies.ofBody("{\"s.t.p\":[1,{\"exists\":false}],\"s.t.q\":[{\"exists\":false}]}");

        // Two arrays at one path: p is met in the first, and that must not be paid for with a look away from q in the second.
        assertThat(policy.matches(FilterPolicies.body("{\"s\":{\"t\":[{\"p\":1},{\"q\":2}]},\"s.t\":[{\"p\":2}]}"))).isTrue();
        assertThat(policy.matches(FilterPolicies.body("{\"s\":{\"t\":[{\"p\":1}]},\"s.t\":[{\"p\":2},{\"q\":3}]}"))).isFalse();
    }

    private static String maybeAbsent(SplittableRandom random) {
        return random.nextBoolean() ? "{\"exists\":false}," : "";
    }

    private static String array(SplittableRandom random, int deeper) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            elements.add(deeper > 0 && random.nextInt(3) == 0 ? array(random, deeper - 1) : object(random));
        }
        return "[" + String.join(",", elements) + "]";
    }

    private static String object(SplittableRandom random) {
        List<String> members = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            if (random.nextInt(3) > 0) {
                members.add("\"" + name + "\":" + random.nextInt(2));
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    /** Picks a value, or absence, for each field in turn; an absent field is judged when all values are picked. */
    private static boolean everyChoice(FilterRule rule, FilterTree tree, int at, List<FilterValue> picked) {
        if (at == rule.fields().length) {
            return absencesHold(rule, tree, picked);
        }
        FilterField field = rule.fields()[at];
        List<FilterValue> options = new ArrayList<>(tree.at(field.path()).stream().filter(field::accepts).toList());
        if (field.acceptsAbsence()) {
            options.add(null);
        }
        for (FilterValue option : options) {
            if (option == null || picked.stream().allMatch(it -> it == null || FilterSlot.consistent(it.slot, option.slot))) {
                picked.add(option);
                if (everyChoice(rule, tree, at + 1, picked)) {
                    return true;
                }
                picked.removeLast();
            }
        }
        return false;
    }

    private static boolean absencesHold(FilterRule rule, FilterTree tree, List<FilterValue> picked) {
        for (int i = 0; i < picked.size(); i++) {
            if (picked.get(i) == null) {
                for (FilterValue there : tree.at(rule.fields()[i].path())) {
                    if (picked.stream().allMatch(it -> it == null || FilterSlot.consistent(it.slot, there.slot))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
