package dev.forebay.server;

import dev.forebay.identity.AccountId;

/**
 * Who is let in.
 *
 * @param mode        whether anybody is asked
 * @param root        the account whose root gets an access key at the first start in enforced mode
 * @param allowAnyone whether listening in open mode where others on the network can reach it is fine
 */
public record AuthConfig(Mode mode, AccountId root, boolean allowAnyone) {

    /** The two modes. */
    public enum Mode {
        /** Any credentials, and everything is allowed: for development. */
        OPEN,
        /** Signatures are verified, and policies decide. */
        ENFORCED
    }

    /** Any credentials, on this machine only. */
    public static final AuthConfig OPEN = new AuthConfig(Mode.OPEN, AccountId.DEFAULT, false);

    /** Signatures and policies. */
    public static final AuthConfig ENFORCED = new AuthConfig(Mode.ENFORCED, AccountId.DEFAULT, false);

    boolean isEnforced() {
        return mode == Mode.ENFORCED;
    }
}
