package dev.forebay.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.access.EndpointPolicies.Word;
import dev.forebay.access.Identities.Attached;
import dev.forebay.identity.Caller;
import org.junit.jupiter.api.Test;

class EndpointPoliciesTest {
    private static final String ANYBODY = "{'Effect':'Allow','Principal':'*','Action':'sqs:*','Resource':'*'}";

    private final EndpointPolicies endpoints = new EndpointPolicies(_ -> Attached.NOTHING, () -> Calls.NOW);

    private Word word(Caller caller, String... statements) {
        return endpoints.word(Calls.policy(statements), caller, Calls.send());
    }

    @Test
    void whatItAllowsPassesWhoeverCalls() {
        assertThat(word(Calls.user(), ANYBODY)).isEqualTo(Word.ALLOWS);
        assertThat(word(Calls.stranger(), ANYBODY)).isEqualTo(Word.ALLOWS);
        assertThat(word(Calls.role(), ANYBODY)).isEqualTo(Word.ALLOWS);
        assertThat(word(Calls.root(Calls.HOME), ANYBODY)).isEqualTo(Word.ALLOWS);
        assertThat(word(Calls.anonymous(), ANYBODY)).isEqualTo(Word.ALLOWS);
    }

    @Test
    void whatItDoesNotAllowDoesNotPassNotEvenForTheRoot() {
        String topics = "{'Effect':'Allow','Principal':'*','Action':'sns:*','Resource':'*'}";
        assertThat(word(Calls.root(Calls.HOME), topics)).isEqualTo(Word.SILENT);
        assertThat(word(Calls.root(Calls.HOME), ANYBODY, "{'Effect':'Deny','Principal':'*','Action':'sqs:SendMessage','Resource':'*'}"))
                .isEqualTo(Word.DENIES);
    }

    @Test
    void anAccountThatIsNamedIsItsRootAlone() {
        String account = "{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'*','Resource':'*'}";
        assertThat(word(Calls.root(Calls.HOME), account)).isEqualTo(Word.ALLOWS);
        assertThat(word(Calls.user(), account)).isEqualTo(Word.SILENT);
        String user = "{'Effect':'Allow','Principal':{'AWS':'" + Calls.USER + "'},'Action':'*','Resource':'*'}";
        assertThat(word(Calls.user(), user)).isEqualTo(Word.ALLOWS);
        assertThat(word(Calls.stranger(), user)).isEqualTo(Word.SILENT);
    }

    @Test
    void itsConditionsSeeCallerAndResource() {
        String own = "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':{'StringEquals':"
                + "{'aws:PrincipalAccount':'111111111111','aws:ResourceAccount':'111111111111'}}}";
        assertThat(word(Calls.user(), own)).isEqualTo(Word.ALLOWS);
        assertThat(word(Calls.stranger(), own)).isEqualTo(Word.SILENT);
    }

    @Test
    void oneThatCannotBeReadLetsNothingPassAndIsToldBefore() {
        assertThat(endpoints.word("{\"Statement\":7}", Calls.user(), Calls.send())).isEqualTo(Word.DENIES);
        assertThat(EndpointPolicies.problem("nothing")).isPresent();
        assertThat(EndpointPolicies.problem(Calls.policy(ANYBODY))).isEmpty();
    }
}
