package dev.forebay.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Policies that were damaged: whatever they are, they are refused or decided by, and nothing else happens. */
class PolicyFuzzTest {
    private static final int ROUNDS = 10_000;
    private static final String[] PIECES = {"{", "}", "[", "]", "\"", ":", ",", "${", "}", "*", "?", "\\u0000", "\uFFFE", "\uFFFF", "null", "true", "-1", "1e99999",
        "\"Principal\"", "\"NotAction\"", "\"Statement\"", "ForAllValues:", "IfExists", "arn:", "::", "/33", "\\", "\n", "${aws:username, 'x", "2008-10-17"};

    @Test
    void whatPassesCanBeCompiledAndWhatCannotBeCompiledDenies() {
        int passed = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            boolean resource = random.nextBoolean();
            PolicyKind kind = resource ? PolicyKind.RESOURCE : PolicyKind.IDENTITY;
            String policy = damaged(new Corpus(seed).policy(resource), random);
            boolean passes = PolicyText.check(kind, policy).isEmpty();
            Policy compiled = Policy.of(kind, policy);

            assertThat(passes && compiled.problem().isPresent()).as("seed %d: %s", seed, policy).isFalse();
            Access access = Calls.send(resource ? policy : "");
            Decision decision = resource ? Calls.decide(Calls.user(), access, Calls.ALLOW_SEND) : Calls.decide(Calls.user(), access, Calls.ALLOW_SEND, policy);
            if (compiled.problem().isPresent()) {
                assertThat(decision.reason().isExplicitDeny()).as("seed %d: %s", seed, policy).isTrue();
            }
            passed += passes ? 1 : 0;
        }
        assertThat(passed).isBetween(ROUNDS / 100, ROUNDS);
    }

    @Test
    void theTrustOfARoleAndThePlacesOfStatementsTakeAnythingThatIsJson() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String policy = damaged(new Corpus(seed).policy(true), random);
            PolicyText.check(PolicyKind.TRUST, policy);
            if (Json.object(policy).isPresent()) {
                Place.ofStatements(policy);
            }
        }
    }

    @Test
    void aPatternOfManyStarsEndsSoon() {
        String pattern = "*a".repeat(2_000);

        assertThat(Pattern.like(pattern, false).matches("a".repeat(1_999) + "b", key -> java.util.List.of())).isFalse();
    }

    private static String damaged(String policy, Random random) {
        StringBuilder text = new StringBuilder(policy);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(12)));
                default -> text.setCharAt(at, (char) random.nextInt(0x80));
            }
        }
        return text.toString();
    }
}
