package dev.forebay.access;

import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Principal.Kind;

/**
 * The rules by which one decision comes of what all policies say (docs/access.md has them as a picture).
 *
 * @param identity what the caller's own policies say
 * @param boundary what its permissions boundary says; it allows where there is none
 * @param session  what the session's policies say; they allow where there are none
 * @param resource what the resource's policy says
 */
record Verdict(Caller caller, Access access, Voice identity, Voice boundary, Voice session, Voice resource) {

    Reason reason() {
        Reason denied = denied();
        if (denied != Reason.ALLOWED || access.side().granted()) {
            return denied;
        }
        return switch (caller.principal().kind()) {
            case ANONYMOUS, SERVICE -> resource == Voice.ALLOWS ? Reason.ALLOWED : Reason.RESOURCE_SILENT;
            case ROOT, USER, ROLE, FEDERATED -> caller.account().equals(access.owner()) ? atHome() : abroad();
        };
    }

    /** A deny wins, wherever it stands. */
    private Reason denied() {
        if (identity.denies()) {
            return Reason.IDENTITY_DENIES;
        } else if (resource.denies()) {
            return Reason.RESOURCE_DENIES;
        } else if (boundary.denies()) {
            return Reason.BOUNDARY_DENIES;
        }
        return session.denies() ? Reason.SESSION_DENIES : Reason.ALLOWED;
    }

    /** Within an account either side suffices, unless the resource has the last word. */
    private Reason atHome() {
        return switch (resource) {
            case ALLOWS -> Reason.ALLOWED; // AWS: what names a user or a session itself, nothing but a deny limits.
            case ALLOWS_WITHIN -> limits();
            case DELEGATES -> own();
            default -> access.side().decides() ? Reason.RESOURCE_SILENT : own();
        };
    }

    /** Across accounts both sides must allow. */
    private Reason abroad() {
        Reason own = own();
        return own == Reason.ALLOWED && resource == Voice.SILENT ? Reason.RESOURCE_SILENT : own;
    }

    /** What the caller's own account says. */
    private Reason own() {
        return identity == Voice.SILENT && !isFullyTrusted(caller.principal()) ? Reason.IDENTITY_SILENT : limits();
    }

    private Reason limits() {
        if (boundary == Voice.SILENT) {
            return Reason.BOUNDARY_SILENT;
        }
        return session == Voice.SILENT ? Reason.SESSION_SILENT : Reason.ALLOWED;
    }

    /** The root of an account may do everything there, and whom it federates as much as the session's policies say. */
    private static boolean isFullyTrusted(Principal principal) {
        return principal.kind() == Kind.ROOT || principal.kind() == Kind.FEDERATED && principal.session().issuer().endsWith(":root");
    }
}
