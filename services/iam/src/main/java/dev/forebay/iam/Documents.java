package dev.forebay.iam;

import dev.forebay.access.PolicyKind;
import dev.forebay.access.PolicyText;

/** Policy documents as they come in: checked before they are kept. */
final class Documents {
    /** AWS: of a managed policy, in characters that are not blanks. */
    static final int MAX_MANAGED = 6_144;

    /** AWS: of the trust policy of a role. It may be raised to twice this there. */
    static final int MAX_TRUST = 2_048;

    private Documents() {}

    /** A policy of a user, a group or a role. */
    static String identity(String document) {
        PolicyText.check(PolicyKind.IDENTITY, Checks.required("policyDocument", document)).ifPresent(problem -> {
            throw IamErrors.malformedPolicy(problem);
        });
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
        PolicyText.check(PolicyKind.SESSION, document).ifPresent(problem -> {
            throw StsErrors.malformedPolicy(problem);
        });
    }

    /** Who may assume a role. */
    static String trust(String document) {
        if (DocumentText.size(Checks.required("policyDocument", document)) > MAX_TRUST) {
            throw IamErrors.quota("ACLSizePerRole", MAX_TRUST);
        }
        PolicyText.check(PolicyKind.TRUST, document).ifPresent(problem -> {
            throw IamErrors.malformedPolicy(problem);
        });
        return document;
    }
}
