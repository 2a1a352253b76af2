package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damaged texts: each must be read or refused, never fail in another way. */
class FilterFuzzTest {
    private static final List<String> POLICIES = List.of(
            "{\"a\":[\"x\",1,true,null,{\"prefix\":\"p\"},{\"suffix\":\"s\"},{\"wildcard\":\"a*b\\\\*\"}]}",
            "{\"a\":[{\"anything-but\":[\"x\"]},{\"anything-but\":{\"prefix\":\"p\"}},{\"anything-but\":{\"wildcard\":\"*\"}},{\"anything-but\":1e2}]}",
            "{\"a\":[{\"numeric\":[\">\",-1.5,\"<=\",1e3]},{\"exists\":false},{\"cidr\":\"10.0.0.0/8\"},{\"equals-ignore-case\":\"x\"}]}",
            "{\"$or\":[{\"a\":[1]},{\"b\":[2],\"$or\":[{\"c\":[3]},{\"d\":[4]}]}],\"e\":{\"f\":[5]}}");
    private static final String LETTERS = "{}[]\",:.*\\/$-+019eEtrufalsn \u0000\uD83D";
    private static final int ROUNDS = 20_000;

    @Test
    void aDamagedPolicyIsReadOrRefused() {
        SplittableRandom random = new SplittableRandom(5);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String policy = damaged(POLICIES.get(random.nextInt(POLICIES.size())), random);
            try {
                FilterPolicy.parse(policy, FilterScope.MESSAGE_BODY).matches(FilterPolicies.body("{\"a\":\"x\",\"e\":{\"f\":5}}"));
            } catch (FilterPolicyRefused e) {
                assertThat(e.reason()).startsWith("FilterPolicy: ");
                refused++;
            }
        }
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 100);
    }

    @Test
    void aDamagedMessageIsReadOrMeetsNothing() {
        SplittableRandom random = new SplittableRandom(6);
        FilterPolicy policy = FilterPolicies.ofBody("{\"a\":[{\"exists\":true}],\"e\":{\"f\":[{\"anything-but\":7}]}}");
        int met = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = damaged("{\"a\":[1,{\"b\":null},\"x\"],\"e\":{\"f\":[1.5e3,true,\"\\u00e9\"]}}", random);
            met += policy.matches(FilterPolicies.body(text)) ? 1 : 0;
        }
        assertThat(met).isBetween(ROUNDS / 100, ROUNDS - 1);
    }

    private static String damaged(String text, SplittableRandom random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length());
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            switch (random.nextInt(4)) {
                case 0 -> damaged.setCharAt(at, letter);
                case 1 -> damaged.insert(at, letter);
                case 2 -> damaged.deleteCharAt(at);
                default -> damaged.insert(at, text, random.nextInt(text.length()), text.length());
            }
        }
        return damaged.toString();
    }
}
