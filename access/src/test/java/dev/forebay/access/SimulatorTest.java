package dev.forebay.access;

import static dev.forebay.access.Calls.ALLOW_OTHER;
import static dev.forebay.access.Calls.ALLOW_SEND;
import static dev.forebay.access.Calls.DENY_SEND;
import static dev.forebay.access.Calls.policy;
import static dev.forebay.access.Calls.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.access.Identities.Named;
import dev.forebay.access.Simulation.Matched;
import dev.forebay.access.Simulation.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    @Test
    void tellsWhatWouldBeDecided() {
        assertThat(simulate(Map.of(), ALLOW_SEND).decision()).isEqualTo("allowed");
        assertThat(simulate(Map.of(), ALLOW_OTHER).decision()).isEqualTo("implicitDeny");
        assertThat(simulate(Map.of(), ALLOW_SEND, DENY_SEND).decision()).isEqualTo("explicitDeny");
    }

    @Test
    void tellsWhichStatementsApplyAndWhereTheyStand() {
        String policy = """
                {"Version":"2012-10-17","Id":"a \\"Statement\\": {",
                 "Statement":[
                  {"Effect":"Allow","Action":"sns:*","Resource":"*"},
                  {"Effect":"Allow","Action":"sqs:*",
                   "Resource":["*"],"Condition":{}}
                ]}""";

        assertThat(simulate(Map.of(), policy).matched())
                .containsExactly(new Matched("policy 1", PolicyKind.IDENTITY, new Place(4, 3), new Place(5, 36)));
    }

    @Test
    void oneStatementNeedsNoList() {
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},\"Version\":\"2012-10-17\"}";

        assertThat(simulate(Map.of(), policy).matched())
                .containsExactly(new Matched("policy 1", PolicyKind.IDENTITY, new Place(1, 14), new Place(1, 60)));
    }

    @Test
    void contextIsWhatWasToldAndWhatIsMissingIsTold() {
        String policy = policy("{'Effect':'Allow','Action':'*','Resource':'arn:aws:sqs:*:*:${aws:PrincipalTag/Queue}',"
                + "'Condition':{'StringEquals':{'aws:SourceVpc':'vpc-1'}}}");

        assertThat(simulate(Map.of(), policy).missing()).containsExactly("aws:principaltag/queue", "aws:sourcevpc");
        Outcome told = simulate(Map.of("AWS:sourceVPC", List.of("vpc-1"), "aws:PrincipalTag/queue", List.of("orders")), policy);
        assertThat(told.missing()).isEmpty();
        assertThat(told.decision()).isEqualTo("allowed");
    }

    @Test
    void aBoundaryAndAResourceTakePart() {
        Simulation bounded = new Simulation(Calls.user(), Calls.send(), List.of(new Named("own", ALLOW_SEND)), Optional.of(new Named("limit", ALLOW_OTHER)),
                Map.of(), Map.of());
        Simulation given = new Simulation(Calls.user(), Calls.send(resource("Allow", "{'AWS':'" + Calls.USER + "'}")), List.of(), Optional.empty(),
                Map.of(), Map.of());

        assertThat(run(bounded).boundary()).contains(false);
        assertThat(run(bounded).decision()).isEqualTo("implicitDeny");
        assertThat(run(given).decision()).isEqualTo("allowed");
        assertThat(run(given).matched()).extracting(Matched::kind).containsExactly(PolicyKind.RESOURCE);
    }

    private static Outcome simulate(Map<String, List<String>> context, String... policies) {
        List<Named> named = Arrays.stream(policies).map(json -> new Named("policy " + (Arrays.asList(policies).indexOf(json) + 1), json)).toList();
        return run(new Simulation(Calls.user(), Calls.send(), named, Optional.empty(), Map.of(), context));
    }

    private static Outcome run(Simulation simulation) {
        return new Simulator(() -> Calls.NOW).simulate(simulation);
    }
}
