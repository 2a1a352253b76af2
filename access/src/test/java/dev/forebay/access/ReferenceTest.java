package dev.forebay.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.forebay.access.Corpus.Sample;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Principal.Kind;
import dev.forebay.identity.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The decision beside a plain evaluator, over a corpus by a seed. A failure names the seed of its sample. */
class ReferenceTest {
    private static final int SAMPLES = 30_000;

    @Test
    void theDecisionIsThatOfAPlainReadingOfTheDocumentation() {
        int allowed = 0;
        for (long seed = 0; seed < SAMPLES; seed++) {
            Sample sample = new Corpus(seed).next();
            Decision decision = Calls.decide(sample.attached(), sample.caller(), sample.access());
            boolean expected = new ReferenceEvaluator(sample.caller(), sample.access(), sample.attached(), keys(sample)).allowed();

            if (decision.allowed() != expected) {
                fail("seed %d: %s but should be the opposite: %s\n%s", seed, decision.reason(), sample, decision.explanation());
            }
            allowed += decision.allowed() ? 1 : 0;
        }
        assertThat(allowed).as("both happen often").isBetween(SAMPLES / 8, SAMPLES * 7 / 8);
    }

    @Test
    void whatTheCorpusWritesIsTakenWhenWritten() {
        for (long seed = 0; seed < 2_000; seed++) {
            String policy = new Corpus(seed).policy(true);
            assertThat(PolicyText.check(PolicyKind.RESOURCE, policy)).as(policy).isEmpty();
        }
    }

    /** The keys of a call in one map, as the documentation lists them. */
    private static Map<String, List<String>> keys(Sample sample) {
        Caller caller = sample.caller();
        Principal principal = caller.principal();
        Origin origin = caller.origin();
        Map<String, List<String>> keys = new HashMap<>();
        sample.access().keys().forEach((key, values) -> keys.put(key.toLowerCase(Locale.ROOT), values));
        put(keys, "aws:currenttime", Calls.NOW.toString());
        put(keys, "aws:epochtime", Long.toString(Calls.NOW.getEpochSecond()));
        put(keys, "aws:requestedregion", caller.region().value());
        put(keys, "aws:resourceaccount", sample.access().owner().value());
        put(keys, "aws:securetransport", Boolean.toString(!origin.endpoint().startsWith("http:")));
        put(keys, origin.vpcEndpoint().isEmpty() ? "aws:sourceip" : "aws:vpcsourceip", origin.sourceIp());
        put(keys, "aws:sourcevpc", origin.vpc());
        put(keys, "aws:sourcearn", origin.sourceArn());
        put(keys, "aws:viaawsservice", "false");
        put(keys, "aws:principalisawsservice", Boolean.toString(principal.kind() == Kind.SERVICE));
        if (principal.kind() == Kind.SERVICE) {
            put(keys, "aws:sourceaccount", origin.sourceArn().isEmpty() ? caller.account().value() : origin.sourceArn().split(":")[4]);
            return keys;
        }
        put(keys, "aws:principaltype", switch (principal.kind()) {
            case ROOT -> "Account";
            case USER -> "User";
            case ROLE -> "AssumedRole";
            case FEDERATED -> "FederatedUser";
            default -> "Anonymous";
        });
        put(keys, "aws:userid", principal.id());
        if (principal.kind() != Kind.ANONYMOUS) {
            put(keys, "aws:principalarn", principal.kind() == Kind.ROLE ? Calls.ROLE : principal.arn());
            put(keys, "aws:principalaccount", caller.account().value());
            sample.attached().tags().forEach((tag, value) -> put(keys, "aws:principaltag/" + tag.toLowerCase(Locale.ROOT), value));
            principal.session().tags().forEach((tag, value) -> put(keys, "aws:principaltag/" + tag.toLowerCase(Locale.ROOT), value));
        }
        if (principal.kind() == Kind.USER) {
            put(keys, "aws:username", principal.arn().replaceAll(".*/", ""));
        }
        session(keys, principal.session());
        return keys;
    }

    private static void session(Map<String, List<String>> keys, Session session) {
        session.issued().ifPresent(issued -> {
            put(keys, "aws:tokenissuetime", issued.toString());
            put(keys, "aws:multifactorauthage", Long.toString(Duration.between(issued, Calls.NOW).toSeconds()));
            put(keys, "aws:multifactorauthpresent", "true");
        });
    }

    private static void put(Map<String, List<String>> keys, String key, String value) {
        if (!value.isEmpty()) {
            keys.put(key, List.of(value));
        }
    }
}
