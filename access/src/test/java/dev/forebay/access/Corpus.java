package dev.forebay.access;

import dev.forebay.access.Identities.Attached;
import dev.forebay.access.Identities.Named;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal.Kind;
import dev.forebay.identity.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies, callers and calls by a seed, from few words, so that they meet often. */
final class Corpus {
    private static final List<String> ACTIONS = List.of("sqs:SendMessage", "sqs:*", "*", "SQS:Send*", "sqs:?endMessage", "sns:Publish", "kms:Decrypt", "sqs:*e*");
    private static final List<String> RESOURCES = List.of("*", Calls.QUEUE, "arn:aws:sqs:*:*:orders", "arn:aws:sqs:us-east-1:111111111111:*", "arn:aws:sqs",
            "arn:aws:sqs:*:or*", "arn:aws:s?s:*", "arn:aws:sns:us-east-1:222222222222:news", "arn:aws:sqs:*:*:${aws:username}",
            "arn:aws:sqs:*:*:${aws:PrincipalTag/Queue, 'orders'}", "arn:aws:sqs:*:*:${*}", "arn:aws:sqs:*:${aws:PrincipalAccount}:o*s");
    private static final List<String> PRINCIPALS = List.of("'*'", "{'AWS':'*'}", "{'AWS':'111111111111'}", "{'AWS':'arn:aws:iam::222222222222:root'}",
            "{'AWS':'" + Calls.USER + "'}", "{'AWS':'" + Calls.ROLE + "'}", "{'AWS':'" + Calls.SESSION + "'}", "{'AWS':'" + Calls.FEDERATED + "'}",
            "{'Service':'sns.amazonaws.com'}", "{'Service':['events.amazonaws.com','*']}", "{'AWS':['" + Calls.USER + "','arn:aws:iam::111111111111:root']}",
            "{'AWS':['" + Calls.SESSION + "','" + Calls.ROLE + "','111111111111']}", "{'AWS':'AROAREADER','Service':'sns.amazonaws.com'}");
    private static final List<String> STRING_KEYS = List.of("aws:username", "aws:PrincipalArn", "aws:PrincipalTag/Team", "sqs:Name", "aws:TagKeys",
            "aws:SourceVpc", "AWS:PrincipalType", "aws:SourceAccount", "aws:userid", "aws:RequestedRegion");
    private static final List<String> STRINGS = List.of("ops", "blue", "Blue", "b*", "orders", "o?ders", "*", "", "111111111111", "User", "${aws:username}",
            "${aws:PrincipalTag/Team}", "${sqs:Name,'ops'}", "AROA*", "us-east-1", "${$}");
    private static final List<String> ARNS = List.of("arn:aws:sns:us-east-1:111111111111:news", "arn:aws:sns:*:*:*", Calls.USER, "arn:aws:iam::*:role/R*",
            "arn:aws:iam::*", "*", "arn:aws:iam::111111111111:user/${aws:username}");
    private static final List<String> ADDRESSES = List.of("10.0.0.0/8", "10.1.2.3", "10.1.2.0/29", "192.168.0.0/16", "0.0.0.0/0", "2001:db8::/32", "::/0", "2001:db8:0:4::1");
    private static final List<String> DATES = List.of("2026-05-01T12:00:00Z", "2026-05-01T11:59:59Z", "2030-01-01T00:00:00Z", "1777636800", "0");
    private static final List<String> NUMBERS = List.of("60", "60.0", "59.5", "-1", "1000");

    private final Random random;

    Corpus(long seed) {
        this.random = new Random(seed);
    }

    /** A call with what is attached to its caller. */
    record Sample(Caller caller, Access access, Attached attached) {}

    Sample next() {
        AccountId owner = random.nextInt(4) == 0 ? Calls.ABROAD : Calls.HOME;
        Map<String, List<String>> keys = new HashMap<>();
        maybe(() -> keys.put("sqs:name", List.of(pick(List.of("orders", "ops", "100", "60")))));
        maybe(() -> keys.put("aws:TagKeys", some(List.of("blue", "orders", "Blue", "x"), 3)));
        String resource = random.nextInt(8) == 0 ? "*" : pick(List.of(Calls.QUEUE, "arn:aws:sqs:eu-west-1:222222222222:ops", "arn:aws:sqs:us-east-1:111111111111:*"));
        String policy = random.nextBoolean() ? "" : policy(true);
        ResourceSide side = new ResourceSide(policy, random.nextInt(4) == 0, random.nextInt(12) == 0);
        Access access = new Access(pick(List.of("sqs:SendMessage", "sqs:ReceiveMessage", "kms:Decrypt")), resource, owner, keys, side);
        List<Named> policies = Stream.generate(() -> new Named("p", policy(false))).limit(random.nextInt(3)).toList();
        Optional<Named> boundary = random.nextInt(3) == 0 ? Optional.of(new Named("b", policy(false))) : Optional.empty();
        Caller caller = caller();
        return new Sample(caller, access, caller.principal().kind().compareTo(Kind.USER) >= 0 && caller.principal().kind() != Kind.SERVICE
                ? new Attached(policies, boundary, random.nextBoolean() ? Map.of("Team", "blue") : Map.of("queue", "ops", "team", "ops")) : Attached.NOTHING);
    }

    private Caller caller() {
        String[] session = Stream.generate(() -> policy(false)).limit(random.nextInt(5) == 0 ? 2 : random.nextInt(2)).toArray(String[]::new);
        Caller caller = switch (random.nextInt(8)) {
            case 0 -> Calls.anonymous();
            case 1 -> Calls.sns(pick(List.of("", "arn:aws:sns:us-east-1:111111111111:news", "arn:aws:sns:us-east-1:222222222222:news")));
            case 2 -> Calls.root(random.nextBoolean() ? Calls.HOME : Calls.ABROAD);
            case 3 -> Calls.federated(session);
            case 4, 5 -> Calls.role(session);
            default -> random.nextInt(4) == 0 ? Calls.stranger() : Calls.user();
        };
        if (caller.principal().kind() == Kind.ROLE && random.nextBoolean()) {
            Session tagged = Calls.session(Calls.ROLE, Map.of("TEAM", "Blue"), session);
            caller = Calls.caller(Calls.HOME, Kind.ROLE, Calls.SESSION, "AROAREADER:night", tagged);
        }
        Origin origin = caller.origin().withClient(pick(List.of("10.1.2.3", "192.168.1.1", "2001:db8:0:4::1", "::ffff:10.1.2.3", "")), "sdk");
        return caller.withOrigin(random.nextInt(3) == 0 ? origin.through("vpc-1", "vpce-1") : origin);
    }

    String policy(boolean ofResource) {
        String version = random.nextInt(8) == 0 ? "2008-10-17" : "2012-10-17";
        String statements = Stream.generate(() -> statement(ofResource)).limit(1 + random.nextInt(3)).collect(Collectors.joining(","));
        return ("{'Version':'" + version + "','Statement':[" + statements + "]}").replace('\'', '"').replace("\u0002", "'");
    }

    private String statement(boolean ofResource) {
        StringBuilder text = new StringBuilder("{'Effect':'").append(random.nextInt(4) == 0 ? "Deny" : "Allow").append("'");
        if (ofResource) {
            text.append(random.nextInt(6) == 0 ? ",'NotPrincipal':" : ",'Principal':").append(pick(PRINCIPALS));
        }
        text.append(random.nextInt(8) == 0 ? ",'NotAction':" : ",'Action':").append(list(some(ACTIONS, 3)));
        text.append(random.nextInt(8) == 0 ? ",'NotResource':" : ",'Resource':").append(list(some(RESOURCES, 3)));
        if (random.nextInt(2) == 0) {
            Map<String, String> conditions = new HashMap<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                condition(conditions);
            }
            text.append(",'Condition':{").append(conditions.entrySet().stream().map(entry -> "'" + entry.getKey() + "':" + entry.getValue())
                    .collect(Collectors.joining(","))).append('}');
        }
        return text.append('}').toString();
    }

    private void condition(Map<String, String> conditions) {
        String set = random.nextInt(4) == 0 ? pick(List.of("ForAllValues:", "ForAnyValue:")) : "";
        String ifExists = random.nextInt(4) == 0 ? "IfExists" : "";
        String order = pick(List.of("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"));
        switch (random.nextInt(8)) {
            case 0 -> conditions.put("Null", line(pick(STRING_KEYS), List.of("true", "false")));
            case 1 -> conditions.put(set + pick(List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike")) + ifExists,
                    line(pick(List.of("aws:SourceArn", "aws:PrincipalArn")), ARNS));
            case 2 -> conditions.put(set + pick(List.of("IpAddress", "NotIpAddress")) + ifExists, line(pick(List.of("aws:SourceIp", "aws:VpcSourceIp")), ADDRESSES));
            case 3 -> conditions.put(set + "Date" + order + ifExists, line(pick(List.of("aws:CurrentTime", "aws:EpochTime", "aws:TokenIssueTime")), DATES));
            case 4 -> conditions.put(set + "Numeric" + order + ifExists, line(pick(List.of("aws:MultiFactorAuthAge", "sqs:Name")), NUMBERS));
            case 5 -> conditions.put(set + "Bool" + ifExists, line(pick(List.of("aws:SecureTransport", "aws:MultiFactorAuthPresent", "aws:PrincipalIsAWSService",
                    "aws:ViaAWSService")), List.of("true", "FALSE")));
            default -> conditions.put(set + pick(List.of("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike",
                    "StringNotLike", "BinaryEquals")) + ifExists, line(pick(STRING_KEYS), STRINGS));
        }
    }

    private String line(String key, List<String> values) {
        return "{'" + key + "':" + list(some(values, 3)) + "}";
    }

    /** Single quotes within become quotes of defaults again. */
    private static String list(List<String> texts) {
        String all = texts.stream().map(text -> "'" + text.replace('\'', '\u0002') + "'").collect(Collectors.joining(","));
        return texts.size() == 1 ? all : "[" + all + "]";
    }

    private List<String> some(List<String> all, int most) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(most); i++) {
            some.add(pick(all));
        }
        return some;
    }

    private void maybe(Supplier<Object> what) {
        if (random.nextBoolean()) {
            what.get();
        }
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
