package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every operation of AWS's models has a rule of its own; docs/access-rules.md says what each needs, and the code does what it says. */
class AccessRulesPageTest {
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final Caller FOREIGN = Caller.root(new AccountId("222222222222"), Region.DEFAULT);

    private final SampleWorld world = new SampleWorld();

    @AfterEach
    void close() {
        world.close();
    }

    /** The rules of a service, and the names that the wire and the SDK have for it. */
    private record Ruled(String title, String wire, String models, RuleTable rules) {}

    private List<Ruled> all() {
        Services services = world.services();
        return List.of(
                new Ruled("SQS", "sqs", "software.amazon.awssdk.services.sqs.model.", services.sqs().rules()),
                new Ruled("SNS", "sns", "software.amazon.awssdk.services.sns.model.", services.sns().rules()),
                new Ruled("Kinesis", "kinesis", "software.amazon.awssdk.services.kinesis.model.", services.kinesis().rules()),
                new Ruled("DynamoDB", "dynamodb", "software.amazon.awssdk.services.dynamodb.model.", services.dynamodb().rules()),
                new Ruled("CloudWatch", "monitoring", "software.amazon.awssdk.services.cloudwatch.model.", services.cloudwatch().rules()));
    }

    @Test
    void everyOperationHasARuleOfItsOwn() {
        assertThat(all()).allSatisfy(one -> assertThat(one.rules.rules().keySet()).as(one.title)
                .containsExactlyInAnyOrderElementsOf(operations(one.wire)));
    }

    @Test
    void thePageSaysWhatEachOperationNeeds() throws IOException {
        String page = Repository.read(Repository.ROOT.resolve("docs/access-rules.md"));
        String expected = all().stream().map(this::table).collect(Collectors.joining("\n"));
        Path copy = Files.writeString(Repository.ROOT.resolve("server/target/access-rules.md"), expected);
        assertThat(page).as("copy %s into docs/access-rules.md", copy).contains(expected);
    }

    private String table(Ruled one) {
        StringBuilder table = new StringBuilder("| " + one.title + " operation | action | on | condition keys | others |\n|---|---|---|---|---|\n");
        for (String operation : new TreeSet<>(one.rules.rules().keySet())) {
            AccessRule rule = one.rules.rules().get(operation);
            table.append("| ").append(operation).append(" | ").append(codes(rule.actions().stream()))
                    .append(" | ").append(rule.resource())
                    .append(" | ").append(codes(rule.keys().stream().map(key -> key.endsWith("/") ? key + "…" : key)))
                    .append(" | ").append(isOpen(one, operation) ? "yes" : "").append(" |\n");
        }
        return table.toString();
    }

    /** Whether a policy of the resource can open it to another account; what comes first is the operation's own action. */
    private boolean isOpen(Ruled one, String operation) {
        Access own = one.rules.of(FOREIGN, operation, samples().of(one.models, operation)).getFirst();
        return !own.owner().equals(FOREIGN.account()) && !own.side().policy().isEmpty();
    }

    private SampleRequests samples() {
        return new SampleRequests(world.strings());
    }

    private static String codes(Stream<String> texts) {
        return texts.map(text -> "`" + text + "`").collect(Collectors.joining(" "));
    }

    /** A request in which everything is said: all that it needs is told by its rule, and nothing that it does not tell. */
    @Test
    void theCodeNeedsWhatTheTableSays() {
        Map<String, List<Access>> needs = new LinkedHashMap<>();
        all().forEach(one -> one.rules.rules().values().forEach(rule -> {
            List<Access> some = one.rules.of(CALLER, rule.operation(), samples().of(one.models, rule.operation()));
            needs.put(rule.operation(), some);
            assertThat(some).as(rule.operation()).isNotEmpty().allSatisfy(access -> {
                assertThat(access.keys().keySet()).as(rule.operation()).allMatch(key -> isTold(rule, key));
                assertThat(access.resource()).as(rule.operation()).isNotEmpty();
            });
            assertThat(some.stream().map(Access::action)).as(rule.operation()).containsOnlyOnceElementsOf(rule.actions())
                    .hasSameSizeAs(rule.actions());
        }));
        assertThat(needs).hasSizeGreaterThan(150);
    }

    private static boolean isTold(AccessRule rule, String key) {
        return rule.keys().stream().anyMatch(told -> told.endsWith("/") ? key.startsWith(told) : key.equals(told));
    }

    private static List<String> operations(String service) {
        return Stream.of(".model", ".additions").flatMap(kind -> lines(service + kind))
                .filter(line -> line.startsWith("operation ")).map(line -> line.split(" ")[1]).toList();
    }

    private static Stream<String> lines(String file) {
        try (InputStream in = dev.forebay.wire.Wire.class.getResourceAsStream(file)) {
            return in == null ? Stream.empty() : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
