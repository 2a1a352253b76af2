package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import dev.forebay.identity.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every operation of AWS's models has a rule of its own; docs/access-rules.md says what each needs, and the code does what it says. */
class AccessRulesPageTest {
    private static final Caller CALLER = user(AccountId.DEFAULT);
    private static final Caller FOREIGN = user(new AccountId("222222222222"));

    /** The table's word for a kind of resource, by the pattern of its ARN without account and region; what has none is told by its ARN. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("sqs:[^:]+", "queue"), Map.entry("sns:app/.*", "application"), Map.entry("sns:endpoint/.*", "endpoint"),
            Map.entry("sns:sample", "topic"), Map.entry("kinesis:stream/[^/]+", "stream"), Map.entry("kinesis:stream/.*/consumer/.*", "consumer"),
            Map.entry("dynamodb:table/.*", "table"), Map.entry("kms:key/.*", "key"), Map.entry("kms:alias/.*", "alias"),
            Map.entry("iam:user/.*", "user"), Map.entry("iam:group/.*", "group"), Map.entry("iam:role/.*", "role"),
            Map.entry("iam:policy/.*", "policy"), Map.entry("iam:oidc-provider/.*", "provider"), Map.entry("sts:federated-user/.*", "federated user"));

    private final SampleWorld world = new SampleWorld();

    @AfterEach
    void close() {
        world.close();
    }

    /** The rules of a service, and the names that the wire and the SDK have for it. */
    private record Ruled(String title, String wire, String models, RuleTable rules) {}

    private static Caller user(AccountId account) {
        Principal user = new Principal(Principal.Kind.USER, "arn:aws:iam::" + account + ":user/caller", "AIDASAMPLE", Session.NONE);
        return new Caller(account, Region.DEFAULT, user, Origin.IN_PROCESS);
    }

    private List<Ruled> all() {
        Services services = world.services();
        return List.of(
                new Ruled("SQS", "sqs", "software.amazon.awssdk.services.sqs.model.", services.sqs().rules()),
                new Ruled("SNS", "sns", "software.amazon.awssdk.services.sns.model.", services.sns().rules()),
                new Ruled("Kinesis", "kinesis", "software.amazon.awssdk.services.kinesis.model.", services.kinesis().rules()),
                new Ruled("DynamoDB", "dynamodb", "software.amazon.awssdk.services.dynamodb.model.", services.dynamodb().rules()),
                new Ruled("CloudWatch", "monitoring", "software.amazon.awssdk.services.cloudwatch.model.", services.cloudwatch().rules()),
                new Ruled("CloudTrail", "cloudtrail", "software.amazon.awssdk.services.cloudtrail.model.", services.cloudtrail().rules()),
                new Ruled("IAM", "iam", "software.amazon.awssdk.services.iam.model.", services.iam().rules()),
                new Ruled("STS", "sts", "software.amazon.awssdk.services.sts.model.", services.iam().stsRules()),
                new Ruled("KMS", "kms", "software.amazon.awssdk.services.kms.model.", services.kms().rules()));
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
                    .append(" | ").append(codes(rule.keys().stream().map(key -> isOpenEnded(key) ? key + "…" : key)))
                    .append(" | ").append(isOpen(one, operation) ? "yes" : "").append(" |\n");
        }
        return table.toString();
    }

    /** Whether a policy of the resource can open it to another account; what comes first is the operation's own action. */
    private boolean isOpen(Ruled one, String operation) {
        return one.rules.of(FOREIGN, operation, samples().of(one.models, operation)).stream().findFirst()
                .filter(own -> !own.owner().equals(FOREIGN.account()) && !own.side().policy().isEmpty()).isPresent();
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
        all().forEach(one -> one.rules.rules().values().forEach(rule -> {
            List<Access> some = needed(one, rule);
            assertThat(some.stream().map(Access::action).distinct()).as(rule.operation()).containsExactlyInAnyOrderElementsOf(rule.actions());
            assertThat(some.stream().map(access -> access.action() + " on " + access.resource())).as(rule.operation()).doesNotHaveDuplicates();
            assertThat(some).allSatisfy(access -> {
                assertThat(access.keys().keySet()).as(rule.operation()).allMatch(key -> isTold(rule, key));
                assertThat(rule.resource()).as(rule.operation()).contains(word(access.resource()));
            });
        }));
        assertThat(all().stream().mapToInt(one -> one.rules.rules().size()).sum()).isGreaterThan(400);
    }

    /** Each condition key of the table comes with some call: by a resource's name or by an alias, of somebody, through a service or of one. */
    @Test
    void noConditionKeyIsTooMuch() {
        assertThat(all()).allSatisfy(one -> assertThat(one.rules.rules().values()).allSatisfy(rule -> {
            Set<String> seen = seen(one, rule);
            assertThat(rule.keys()).as(one.title + " " + rule.operation()).allMatch(told -> seen.stream().anyMatch(key -> isSame(told, key)));
        }));
    }

    private Set<String> seen(Ruled one, AccessRule rule) {
        Map<String, String> byAlias = new HashMap<>(world.strings());
        List.of("KeyId", "SourceKeyId", "DestinationKeyId").forEach(member -> byAlias.put(member, SampleKeys.ALIAS));
        Caller through = CALLER.withOrigin(CALLER.origin().via("sqs.us-east-1.amazonaws.com"));
        Caller service = Caller.service("events", AccountId.DEFAULT, Region.DEFAULT);
        return Stream.of(world.strings(), byAlias).map(strings -> new SampleRequests(strings).of(one.models, rule.operation()))
                .flatMap(request -> Stream.of(CALLER, through, service).flatMap(caller -> one.rules.of(caller, rule.operation(), request).stream()))
                .flatMap(access -> access.keys().keySet().stream()).collect(Collectors.toSet());
    }

    private List<Access> needed(Ruled one, AccessRule rule) {
        return one.rules.of(CALLER, rule.operation(), samples().of(one.models, rule.operation()));
    }

    private static String word(String resource) {
        String[] arn = resource.split(":", 6);
        return arn.length < 6 ? resource : WORDS.entrySet().stream().filter(word -> (arn[2] + ":" + arn[5]).matches(word.getKey()))
                .map(Map.Entry::getValue).findFirst().orElse("arn:aws:" + arn[2] + ":region:account:" + arn[5]);
    }

    private static boolean isTold(AccessRule rule, String key) {
        return rule.keys().stream().anyMatch(told -> isSame(told, key));
    }

    private static boolean isSame(String told, String key) {
        return isOpenEnded(told) ? key.startsWith(told) : key.equals(told);
    }

    /** Whether the name of a tag, or of a part of an encryption context, follows. */
    private static boolean isOpenEnded(String key) {
        return key.endsWith("/") || key.endsWith(":");
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
