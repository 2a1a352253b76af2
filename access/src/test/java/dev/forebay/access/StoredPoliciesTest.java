package dev.forebay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoredPoliciesTest {
    private static final String GOOD = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String TWICE = GOOD.replace("\"Principal\"", "\"Effect\":\"Deny\",\"Principal\"");
    private static final String CASE = GOOD.replace("\"Principal\"", "\"effect\":\"Deny\",\"Principal\"");

    private static List<String> warned(String... policies) {
        return StoredPolicies.warn(IntStream.range(0, policies.length).mapToObj(i -> new StoredPolicies.Stored("arn:" + i, policies[i])));
    }

    @Test
    void policiesWithTwinsAreNamedAndOthersAreNot() {
        assertThat(warned("", GOOD, TWICE, CASE, "{\"Version\":", GOOD.replace("}]}", "}],\"statement\":[]}"))).containsExactly(
                "arn:2 (Effect stands twice)", "arn:3 (Effect and effect differ by case only)", "arn:5 (Statement and statement differ by case only)");
    }

    @Test
    void namesInConditionsMayDifferByCaseButNotStandTwice() {
        String condition = GOOD.replace("\"Principal\"", "\"Condition\":{\"StringEquals\":{\"aws:RequestTag/a\":\"1\",\"aws:RequestTag/A\":\"2\"}},\"Principal\"");
        assertThat(warned(condition)).isEmpty();
        assertThat(warned(condition.replace("RequestTag/A", "RequestTag/a"))).containsExactly("arn:0 (aws:RequestTag/a stands twice)");
    }

    /** What is warned of denies, and says why. */
    @Test
    void whatIsWarnedOfDeniesAndSaysWhy() {
        assertThat(Policy.of(PolicyKind.RESOURCE, GOOD).problem()).isEmpty();
        assertThat(Policy.of(PolicyKind.RESOURCE, TWICE).problem()).contains("Effect stands twice");
        assertThat(Policy.of(PolicyKind.RESOURCE, CASE).problem()).isPresent();
        assertThat(Policy.of(PolicyKind.RESOURCE, "[]").problem()).contains("not a JSON object, or too large");
    }

    @Test
    void manyAreCounted() {
        assertThat(StoredPolicies.warn(Stream.generate(() -> new StoredPolicies.Stored("arn", TWICE)).limit(50))).hasSize(50);
    }
}
