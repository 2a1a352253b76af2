package dev.forebay.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallContextTest {

    @Test
    void aSessionGoesByTheArnOfItsRoleAndByItsOwnTagsFirst() {
        Caller tagged = Calls.caller(Calls.HOME, Kind.ROLE, Calls.SESSION, "AROAREADER:night", Calls.session(Calls.ROLE, Map.of("team", "red")));

        assertThat(values(tagged, "aws:principalarn")).containsExactly(Calls.ROLE);
        assertThat(values(tagged, "aws:principaltag/team")).containsExactly("red");
        assertThat(values(tagged, "aws:principaltag/queue")).containsExactly("orders");
        assertThat(values(tagged, "aws:userid")).containsExactly("AROAREADER:night");
        assertThat(values(tagged, "aws:username")).isEmpty();
    }

    @Test
    void longLivedKeysTellNothingOfASecondFactorOrAToken() {
        assertThat(values(Calls.user(), "aws:multifactorauthpresent")).isEmpty();
        assertThat(values(Calls.user(), "aws:tokenissuetime")).isEmpty();
        assertThat(values(Calls.role(), "aws:multifactorauthpresent")).containsExactly("true");
        assertThat(values(Calls.role(), "aws:multifactorauthage")).containsExactly("60");
        assertThat(values(Calls.role(), "aws:tokenissuetime")).containsExactly("2026-05-01T11:59:00Z");
    }

    @Test
    void throughAnEndpointOfAVpcTheAddressIsThatWithin() {
        Caller within = Calls.user().withOrigin(Calls.user().origin().through("vpc-1", "vpce-1"));

        assertThat(values(within, "aws:sourceip")).isEmpty();
        assertThat(values(within, "aws:vpcsourceip")).containsExactly("10.1.2.3");
        assertThat(values(within, "aws:sourcevpc")).containsExactly("vpc-1");
        assertThat(values(within, "aws:sourcevpce")).containsExactly("vpce-1");
        assertThat(values(Calls.user(), "aws:sourceip")).containsExactly("10.1.2.3");
    }

    @Test
    void aServiceTellsForWhomItCalls() {
        Caller topic = Calls.sns("arn:aws:sns:us-east-1:222222222222:news");

        assertThat(values(topic, "aws:sourcearn")).containsExactly("arn:aws:sns:us-east-1:222222222222:news");
        assertThat(values(topic, "aws:sourceaccount")).containsExactly("222222222222");
        assertThat(values(Calls.sns(""), "aws:sourceaccount")).containsExactly("111111111111");
        assertThat(values(topic, "aws:principalservicename")).containsExactly("sns.amazonaws.com");
        assertThat(values(topic, "aws:principalisawsservice")).containsExactly("true");
        assertThat(values(topic, "aws:principalarn")).isEmpty();
    }

    @Test
    void noServiceCanSayOtherwiseWhatTheServerKnows() {
        assertThat(values(Calls.user(), "aws:principalaccount")).containsExactly("111111111111");
        assertThat(values(Calls.user(), "aws:sourcevpc")).isEmpty();
        assertThat(values(Calls.user(), "sns:protocol")).containsExactly("sqs");
        assertThat(values(Calls.user(), "aws:principalorgid")).isEmpty();
    }

    private static List<String> values(Caller caller, String key) {
        Access access = Calls.send().with(Map.of("aws:PrincipalAccount", List.of("999999999999"), "aws:SourceVpc", List.of("vpc-9"),
                "aws:PrincipalOrgID", List.of("o-1"), "sns:Protocol", List.of("sqs")));
        return new CallContext(caller, access, Map.of("Team", "blue", "Queue", "orders"), Calls.NOW).values(key);
    }
}
