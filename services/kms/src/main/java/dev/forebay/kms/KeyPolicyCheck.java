package dev.forebay.kms;

import dev.forebay.identity.Caller;
import dev.forebay.identity.Json;
import dev.forebay.identity.ResourcePolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a text can be a key's policy, and leaves somebody who can change it. */
final class KeyPolicyCheck {
    private static final int MOST_BYTES = 32_768;

    /** What of {@code kms:PutKeyPolicy} an action may spell out. */
    private static final String PUT = "kms:putkeypolicy";

    private KeyPolicyCheck() {}

    static String checked(String policy, Caller caller, boolean bypass) {
        if (policy.length() > MOST_BYTES) {
            throw KmsErrors.limitExceeded("The key policy is larger than " + MOST_BYTES + " bytes.");
        }
        ResourcePolicy read = ResourcePolicy.parse(policy).filter(one -> !one.statements().isEmpty())
                .orElseThrow(() -> KmsErrors.malformedPolicy("Policy document is not valid: see docs/kms.md for its form."));
        if (!bypass && read.statements().stream().noneMatch(statement -> leavesADoor(statement, caller))) {
            throw KmsErrors.malformedPolicy("The new key policy will not allow you to update the key policy in the future.");
        }
        return policy;
    }

    private static boolean leavesADoor(Json.Members statement, Caller caller) {
        return statement.text("Effect").filter("Allow"::equals).isPresent()
                && (statement.member("NotAction").isPresent() || texts(statement, "Action").stream().anyMatch(KeyPolicyCheck::allowsPut))
                && (statement.member("NotPrincipal").isPresent() || names(statement, caller));
    }

    private static boolean allowsPut(String action) {
        String pattern = action.toLowerCase(Locale.ROOT);
        return pattern.equals(PUT) || pattern.endsWith("*") && PUT.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    private static boolean names(Json.Members statement, Caller caller) {
        Json principal = statement.member("Principal").orElseThrow();
        List<String> named = principal instanceof Json.Members by ? texts(by, "AWS") : texts(statement, "Principal");
        String account = caller.account().value();
        Set<String> doors = new HashSet<>(List.of("*", account, "arn:aws:iam::" + account + ":root", caller.principal().arn(),
                caller.principal().session().issuer()));
        return named.stream().anyMatch(name -> !name.isEmpty() && doors.contains(name));
    }

    private static List<String> texts(Json.Members members, String name) {
        return members.member(name).map(Json::list).orElse(List.of()).stream()
                .filter(Json.Text.class::isInstance).map(text -> ((Json.Text) text).text()).toList();
    }
}
