package dev.forebay.benchmarks;

import dev.forebay.access.Access;
import dev.forebay.access.Decider;
import dev.forebay.access.Identities.Attached;
import dev.forebay.access.Identities.Named;
import dev.forebay.access.ResourceSide;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import dev.forebay.identity.Session;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * {@code bin/bench decisions}: what one decision costs, for a user with ten policies of four statements each, of which the
 * last allows. In this process, one thread, by the
 * processor time of that thread: what else the machine does is not the decision's.
 */
final class DecisionsBench {
    private static final AccountId ACCOUNT = new AccountId("111111111111");
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111111111111:orders";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int POLICIES = 10;
    private static final int TURNS = 10_000;

    /** Far more than the compiler needs. */
    private static final int WARM = 5;

    private final Options options;

    DecisionsBench(Options options) {
        this.options = options;
    }

    void run() throws IOException {
        Table table = new Table("a user with ten policies of four statements", "µs a decision");
        row(table, "allowed by the last of them", attached(plain(), Optional.empty()), access(ResourceSide.NONE), true);
        row(table, "the same, each statement with conditions and variables", attached(conditional(), Optional.empty()), access(ResourceSide.NONE), true);
        row(table, "the same, with a boundary and the queue's policy", attached(conditional(), Optional.of(allowing("*"))), access(queuePolicy()), true);
        row(table, "denied and explained, for nothing allows", attached(plain().subList(0, POLICIES - 1), Optional.empty()), access(ResourceSide.NONE), false);
        table.publish(options.results("decisions"));
    }

    private void row(Table table, String what, Attached attached, Access access, boolean expected) {
        Caller caller = caller();
        Decider decider = new Decider(whoever -> attached, InstantSource.system());
        String micros = String.format(Locale.ROOT, "%.2f", micros(() -> decider.decide(caller, access).allowed(), expected));
        System.out.println(what + ": " + micros);
        table.add(what, micros);
    }

    /** The median of some rounds, the first of which do not count. */
    private double micros(BooleanSupplier decision, boolean expected) {
        List<Double> rounds = new ArrayList<>();
        for (long round = -WARM; round < options.number("rounds", 9); round++) {
            long begun = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < TURNS; i++) {
                if (decision.getAsBoolean() != expected) {
                    throw new IllegalStateException("not what was to be measured");
                }
            }
            double micros = (THREADS.getCurrentThreadCpuTime() - begun) / 1e3 / TURNS;
            if (round >= 0) {
                rounds.add(micros);
            }
        }
        return Rounds.median(rounds, micros -> micros);
    }

    private static Caller caller() {
        Principal user = new Principal(Principal.Kind.USER, "arn:aws:iam::111111111111:user/ops", "AIDAOPS", Session.ofKey("AKIA"));
        return new Caller(ACCOUNT, Region.DEFAULT, user, Origin.at("https://127.0.0.1:4566").withClient("10.1.2.3", "bench"));
    }

    private static Access access(ResourceSide side) {
        return new Access("sqs:SendMessage", QUEUE, ACCOUNT, Map.of("aws:ResourceTag/Team", List.of("blue")), side);
    }

    private static Attached attached(List<Named> policies, Optional<Named> boundary) {
        return new Attached(policies, boundary, Map.of("Team", "blue"));
    }

    private static List<Named> plain() {
        return policies(i -> "{\"Effect\":\"Allow\",\"Action\":[\"sqs:Receive*\",\"sqs:DeleteMessage\",\"sns:Publish\"],\"Resource\":\"arn:aws:sqs:*:*:team-" + i + "-*\"}");
    }

    /** Statements that are about this action and this resource, so that all their conditions are looked at. */
    private static List<Named> conditional() {
        return policies(i -> "{\"Effect\":\"Deny\",\"Action\":\"sqs:Send*\",\"Resource\":\"arn:aws:sqs:*:${aws:PrincipalAccount}:*\",\"Condition\":{"
                + "\"StringEquals\":{\"aws:ResourceTag/Team\":\"${aws:PrincipalTag/Team}\"},\"NotIpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"192.168.0.0/16\"]}}}");
    }

    /** Ten policies with three such statements and one that allows something else, but for the last: that allows. */
    private static List<Named> policies(IntFunction<String> statement) {
        List<Named> policies = new ArrayList<>(IntStream.range(1, POLICIES).mapToObj(i -> policy("policy-" + i, statement, i, "kinesis:PutRecord")).toList());
        policies.add(policy("policy-" + POLICIES, statement, POLICIES, "sqs:SendMessage"));
        return policies;
    }

    private static Named policy(String name, IntFunction<String> statement, int i, String allowed) {
        return new Named(name, "{\"Version\":\"2012-10-17\",\"Statement\":[" + (statement.apply(i) + ",").repeat(3) + allow(allowed) + "]}");
    }

    private static Named allowing(String action) {
        return new Named("boundary", "{\"Version\":\"2012-10-17\",\"Statement\":[" + allow(action) + "]}");
    }

    private static String allow(String action) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}";
    }

    private static ResourceSide queuePolicy() {
        return ResourceSide.policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},"
                + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + QUEUE + "\",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:sns:*:*:news\"}}},"
                + "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"" + QUEUE + "\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}");
    }
}
