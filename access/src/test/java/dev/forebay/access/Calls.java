package dev.forebay.access;

import dev.forebay.access.Identities.Attached;
import dev.forebay.access.Identities.Named;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Principal.Kind;
import dev.forebay.identity.Region;
import dev.forebay.identity.Session;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Callers and calls, as tests speak of them. */
final class Calls {
    static final AccountId HOME = new AccountId("111111111111");
    static final AccountId ABROAD = new AccountId("222222222222");
    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    static final String QUEUE = "arn:aws:sqs:us-east-1:111111111111:orders";
    static final String USER = "arn:aws:iam::111111111111:user/ops";
    static final String ROLE = "arn:aws:iam::111111111111:role/Reader";
    static final String SESSION = "arn:aws:sts::111111111111:assumed-role/Reader/night";
    static final String FEDERATED = "arn:aws:sts::111111111111:federated-user/guest";

    private Calls() {}

    static Caller user() {
        return caller(HOME, Kind.USER, USER, "AIDAOPS", Session.ofKey("AKIA"));
    }

    static Caller stranger() {
        return caller(ABROAD, Kind.USER, "arn:aws:iam::222222222222:user/eve", "AIDAEVE", Session.ofKey("AKIA"));
    }

    static Caller role(String... policies) {
        return caller(HOME, Kind.ROLE, SESSION, "AROAREADER:night", session(ROLE, Map.of(), policies));
    }

    static Caller federated(String... policies) {
        return caller(HOME, Kind.FEDERATED, FEDERATED, "111111111111:guest", session(USER, Map.of(), policies));
    }

    static Caller root(AccountId account) {
        return Caller.root(account, Region.DEFAULT);
    }

    static Caller sns(String topicArn) {
        return Caller.service("sns", HOME, Region.DEFAULT).onBehalfOf(topicArn);
    }

    static Caller anonymous() {
        return new Caller(HOME, Region.DEFAULT, Principal.anonymous(), Origin.at("http://127.0.0.1"));
    }

    static Session session(String issuer, Map<String, String> tags, String... policies) {
        return new Session("ASIA", issuer, Optional.of(NOW.minusSeconds(60)), Optional.of(NOW.plusSeconds(3600)), true, List.of(policies), tags, "");
    }

    static Caller caller(AccountId account, Kind kind, String arn, String id, Session session) {
        return new Caller(account, Region.DEFAULT, new Principal(kind, arn, id, session), Origin.at("http://127.0.0.1").withClient("10.1.2.3", "sdk"));
    }

    static Access send() {
        return Access.of("sqs:SendMessage", QUEUE, HOME);
    }

    static Access send(String resourcePolicy) {
        return send().with(ResourceSide.policy(resourcePolicy));
    }

    static Access decrypt(String keyPolicy) {
        return Access.of("kms:Decrypt", "arn:aws:kms:us-east-1:111111111111:key/k", HOME).with(ResourceSide.deciding(keyPolicy));
    }

    /** A policy of statements, each written with single quotes. */
    static String policy(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }

    static final String ALLOW_SEND = policy("{'Effect':'Allow','Action':'sqs:SendMessage','Resource':'*'}");
    static final String DENY_SEND = policy("{'Sid':'Never','Effect':'Deny','Action':'sqs:Send*','Resource':'*'}");
    static final String ALLOW_OTHER = policy("{'Effect':'Allow','Action':'sqs:ReceiveMessage','Resource':'*'}");

    /** A resource's policy that allows or denies everything to somebody. */
    static String resource(String effect, String principal) {
        return policy("{'Effect':'" + effect + "','Principal':" + principal + ",'Action':'*','Resource':'*'}");
    }

    static Decision decide(Caller caller, Access access, String... policies) {
        return decide(attached(policies), caller, access);
    }

    static Decision decide(Attached attached, Caller caller, Access access) {
        return new Decider(whoever -> attached, () -> NOW).decide(caller, access);
    }

    static Attached attached(String... policies) {
        return new Attached(Arrays.stream(policies).map(json -> new Named("user/ops/own", json)).toList(), Optional.empty(), Map.of("Team", "blue"));
    }

    static Attached bounded(String boundary, String... policies) {
        return new Attached(attached(policies).policies(), Optional.of(new Named("limit", boundary)), Map.of());
    }
}
