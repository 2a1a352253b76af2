package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.access.Access;
import dev.forebay.access.EndpointPolicies.Word;
import dev.forebay.gateway.AccessGate.Denial;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointGateTest {

    private static final Access ASKED = Access.of("sqs:ListQueues", "*", AccountId.DEFAULT);
    private static final Denial BY_OTHERS = new Denial("others", "others");

    private Word word = Word.ALLOWS;
    private Optional<Denial> others = Optional.empty();

    private final EndpointGate gate = new EndpointGate(Map.of("vpce-1", "{}"), (policy, caller, access) -> word, (caller, access) -> others);

    private Optional<Denial> through(String endpoint) {
        Caller root = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
        return gate.denial(root.withOrigin(root.origin().through("vpc-1", endpoint)), ASKED);
    }

    @Test
    void throughAnEndpointItsPolicyMustAllowAndTheOthersToo() {
        assertThat(through("vpce-1")).isEmpty();
        others = Optional.of(BY_OTHERS);
        assertThat(through("vpce-1")).contains(BY_OTHERS);
    }

    @Test
    void whatItsPolicyDoesNotAllowNobodyMay() {
        word = Word.SILENT;
        assertThat(through("vpce-1").orElseThrow().message()).startsWith("User: arn:aws:iam::000000000000:root is not authorized to perform: "
                + ASKED.action() + " on resource: ").endsWith(" because no VPC endpoint policy allows the " + ASKED.action() + " action");
        word = Word.DENIES;
        assertThat(through("vpce-1").orElseThrow().message()).endsWith(" with an explicit deny in a VPC endpoint policy");
        assertThat(through("vpce-1").orElseThrow().explanation()).startsWith("the policy of vpce-1 ");
    }

    @Test
    void whatNeedsNoPermissionNeedsThatOfTheEndpoint() {
        others = Optional.of(BY_OTHERS);
        assertThat(freeThrough("vpce-1")).isEmpty();
        word = Word.SILENT;
        assertThat(freeThrough("vpce-1").orElseThrow().message()).endsWith("because no VPC endpoint policy allows the " + ASKED.action() + " action");
        assertThat(freeThrough("")).isEmpty();
        assertThat(freeThrough("vpce-without-a-policy")).isEmpty();
    }

    private Optional<Denial> freeThrough(String endpoint) {
        Caller root = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
        return gate.denialOfFree(root.withOrigin(root.origin().through("vpc-1", endpoint)), ASKED);
    }

    @Test
    void otherWaysInAreNotItsMatter() {
        word = Word.DENIES;
        assertThat(through("")).isEmpty();
        assertThat(through("vpce-without-a-policy")).isEmpty();
        others = Optional.of(BY_OTHERS);
        assertThat(through("")).contains(BY_OTHERS);
    }
}
