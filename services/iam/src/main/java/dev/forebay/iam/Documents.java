package dev.forebay.iam;

import dev.forebay.identity.Json;
import java.util.Set;

/** Policy documents as they come in: checked before they are kept, with AWS's words. */
final class Documents {
    /** AWS: of a managed policy, a session policy is held to the same. */
    static final int MAX_MANAGED = 6_144;

    /** AWS: of the trust policy of a role; it may be raised to twice this there. */
    static final int MAX_TRUST = 2_048;

    private static final String SYNTAX = "Syntax errors in policy.";

    private Documents() {}

    /** A policy of a user, a group or a role. */
    static String identity(String document) {
        check(Checks.required("policyDocument", document), false);
        return document;
    }

    static String managed(String document) {
        if (DocumentText.size(Checks.required("policyDocument", document)) > MAX_MANAGED) {
            throw IamErrors.quota("PolicySize", MAX_MANAGED);
        }
        return identity(document);
    }

    /** A policy of a session. */
    static void session(String document) {
        identity(document);
    }

    /** Who may assume a role. */
    static String trust(String document) {
        if (DocumentText.size(Checks.required("assumeRolePolicyDocument", document)) > MAX_TRUST) {
            throw IamErrors.quota("ACLSizePerRole", MAX_TRUST);
        }
        check(document, true);
        return document;
    }

    private static void check(String document, boolean trust) {
        Json.Members policy = Json.object(document).orElseThrow(() -> IamErrors.malformedPolicy("Syntax errors in policy."));
        if (policy.member("Statement").isEmpty()) {
            throw IamErrors.malformedPolicy(SYNTAX);
        }
        policy.member("Statement").orElseThrow().list().forEach(statement -> check(statement, trust));
    }

    private static void check(Json json, boolean trust) {
        if (!(json instanceof Json.Members statement) || statement.text("Effect").filter(Set.of("Allow", "Deny")::contains).isEmpty()) {
            throw IamErrors.malformedPolicy(SYNTAX);
        }
        boolean hasPrincipal = statement.member("Principal").isPresent() || statement.member("NotPrincipal").isPresent();
        boolean hasResource = statement.member("Resource").isPresent() || statement.member("NotResource").isPresent();
        if (trust && hasResource) {
            throw IamErrors.malformedPolicy("Has prohibited field Resource");
        }
        if (!trust && hasPrincipal) {
            throw IamErrors.malformedPolicy("Policy document should not specify a principal.");
        }
        if (!trust && !hasResource) {
            throw IamErrors.malformedPolicy("Policy statement must contain resources.");
        }
    }
}
