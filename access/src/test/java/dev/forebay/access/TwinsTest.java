package dev.forebay.access;

import static dev.forebay.access.Calls.ALLOW_SEND;
import static dev.forebay.access.Calls.decide;
import static dev.forebay.access.Calls.policy;
import static dev.forebay.access.Calls.send;
import static dev.forebay.access.Calls.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags whose names differ by case only, and conditions that could mean either. */
class TwinsTest {
    private static final String TEST = "{'StringEquals':{'aws:ResourceTag/Stage':'test'}}";
    private static final String NOT_TEST = "{'StringNotEquals':{'aws:ResourceTag/Stage':'test'}}";

    private static String statement(String effect, String condition) {
        return "{'Effect':'" + effect + "','Action':'*','Resource':'*','Condition':" + condition + "}";
    }

    private static String allow(String condition) {
        return policy(statement("Allow", condition));
    }

    private static String deny(String condition) {
        return policy(statement("Deny", condition));
    }

    private static Access tagged(String... namesAndValues) {
        Map<String, List<String>> keys = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            keys.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return send().with(keys);
    }

    private static boolean allowed(Access access, String... policies) {
        return decide(user(), access, policies).allowed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:ResourceTag/", "aws:RequestTag/", "iam:ResourceTag/", "kms:EncryptionContext:"})
    void aStatementThatAllowsMustHoldForAllTwinsAndOneThatDeniesForAny(String prefix) {
        Access mixed = tagged(prefix + "Stage", "live", prefix + "stage", "test");
        Access alike = tagged(prefix + "Stage", "test", prefix + "stage", "test");
        String test = TEST.replace("aws:ResourceTag/", prefix);
        String notTest = NOT_TEST.replace("aws:ResourceTag/", prefix);

        assertThat(allowed(mixed, allow(test))).isFalse();
        assertThat(allowed(mixed, allow(notTest))).isFalse();
        assertThat(allowed(alike, allow(test))).isTrue();
        assertThat(allowed(mixed, ALLOW_SEND, deny(test))).isFalse();
        assertThat(allowed(mixed, ALLOW_SEND, deny(notTest))).isFalse();
        assertThat(allowed(alike, ALLOW_SEND, deny(notTest))).isTrue();
    }

    @Test
    void oneTagIsFoundWhateverItsCase() {
        assertThat(allowed(tagged("aws:ResourceTag/STAGE", "test"), allow(TEST))).isTrue();
        assertThat(allowed(tagged("aws:ResourceTag/other", "test", "aws:ResourceTag/Other", "x"), allow(TEST))).isFalse();
    }

    @Test
    void twinsOfSeveralNamesCountInEveryCombination() {
        Access pairs = tagged("aws:ResourceTag/A", "1", "aws:ResourceTag/a", "2", "aws:ResourceTag/B", "1", "aws:ResourceTag/b", "2");

        assertThat(allowed(pairs, ALLOW_SEND, deny("{'StringEquals':{'aws:ResourceTag/a':'1','aws:ResourceTag/b':'2'}}"))).isFalse();
        assertThat(allowed(pairs, ALLOW_SEND, deny("{'StringEquals':{'aws:ResourceTag/a':'1','aws:ResourceTag/b':'3'}}"))).isTrue();
        assertThat(allowed(pairs, allow("{'StringEquals':{'aws:ResourceTag/a':['1','2'],'aws:ResourceTag/b':['1','2']}}"))).isTrue();
    }

    @Test
    void variablesMeanEachOfThemToo() {
        Access mixed = tagged("aws:ResourceTag/Team", "blue", "aws:ResourceTag/team", "red");
        String mine = "{'StringEquals':{'aws:PrincipalTag/Team':'${aws:ResourceTag/Team}'}}";
        String named = "{'Effect':'Deny','Action':'*','Resource':'arn:aws:sqs:*:*:${aws:ResourceTag/Queue}'}";

        assertThat(allowed(tagged("aws:ResourceTag/Team", "blue"), allow(mine))).isTrue();
        assertThat(allowed(mixed, allow(mine))).isFalse();
        assertThat(allowed(mixed, ALLOW_SEND, deny(mine))).isFalse();
        assertThat(allowed(tagged("aws:ResourceTag/queue", "orders", "aws:ResourceTag/QUEUE", "x"), ALLOW_SEND, policy(named))).isFalse();
    }

    @Test
    void whereThereAreTooManyNothingIsAllowed() {
        Map<String, List<String>> keys = new HashMap<>();
        StringBuilder condition = new StringBuilder();
        for (char tag = 'a'; tag < 'a' + 7; tag++) {
            keys.put("aws:ResourceTag/" + tag, List.of("1"));
            keys.put("aws:ResourceTag/" + Character.toUpperCase(tag), List.of("1"));
            condition.append(condition.isEmpty() ? "" : ",").append("'aws:ResourceTag/").append(tag).append("':'1'");
        }
        Access many = send().with(keys);
        String all = "{'StringEquals':{" + condition + "}}";

        assertThat(allowed(many, allow(all))).isFalse();
        assertThat(decide(user(), many, allow(all)).explanation().toString()).contains("too many tags whose names differ by case only");
        assertThat(allowed(many, ALLOW_SEND, deny(all.replace("'1'", "'2'")))).isFalse();
        assertThat(allowed(many, ALLOW_SEND)).isTrue();
    }

    @Test
    void theOperatorReadsWhichOfThemFailed() {
        Access mixed = tagged("aws:ResourceTag/Stage", "live", "aws:ResourceTag/stage", "test");
        assertThat(decide(user(), mixed, allow(TEST)).explanation().toString()).contains("aws:resourcetag/stage is live");
    }
}
