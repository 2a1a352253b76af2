package dev.forebay.testkit;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRules;
import dev.forebay.access.Decider;
import dev.forebay.access.Decision;
import dev.forebay.access.Identities.Attached;
import dev.forebay.access.Identities.Named;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import dev.forebay.identity.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/** Decides about calls of a service, by its rules, by policies that a test gives to callers, and by those of its resources. */
public final class Judge {
    private final AccessRules rules;
    private final Map<String, List<Named>> policies = new HashMap<>();
    private final Decider decider = new Decider(this::attached, () -> Instant.parse("2026-05-01T12:00:00Z"));

    public Judge(AccessRules rules) {
        this.rules = rules;
    }

    private Attached attached(Caller caller) {
        return new Attached(policies.getOrDefault(caller.principal().arn(), List.of()), Optional.empty(), Map.of());
    }

    /** A user of an account, in the default region, over TLS. */
    public static Caller user(String account, String name) {
        AccountId id = new AccountId(account);
        Principal principal = new Principal(Principal.Kind.USER, "arn:aws:iam::" + id + ":user/" + name, "AIDA" + name, Session.ofKey("AKIA" + name));
        return new Caller(id, Region.DEFAULT, principal, Origin.at("https://forebay").withClient("198.51.100.7", "test"));
    }

    /** Somebody who shows no signature. */
    public static Caller nobody(String account) {
        return new Caller(new AccountId(account), Region.DEFAULT, Principal.anonymous(), Origin.at("https://forebay"));
    }

    /** A policy of statements, each written with single quotes. */
    public static String policy(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }

    /** Gives a caller a policy of its own more. */
    public Judge give(Caller caller, String policy) {
        policies.computeIfAbsent(caller.principal().arn(), _ -> new ArrayList<>()).add(new Named("own", policy));
        return this;
    }

    /** Whether everything is allowed that a call needs. */
    public boolean may(Caller caller, String operation, SdkRequest request) {
        return refusal(caller, operation, request).isEmpty();
    }

    /** The refusal of the first thing that is not allowed, as a client gets it. */
    public Optional<RuntimeException> refusal(Caller caller, String operation, SdkRequest request) {
        for (Access access : rules.of(caller, operation, request)) {
            Decision decision = decider.decide(caller, access);
            if (!decision.allowed()) {
                return Optional.of(rules.refusal(access, decision.message()));
            }
        }
        return Optional.empty();
    }
}
