package dev.forebay.access;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal.Kind;

/**
 * What a resource says of who may use it.
 *
 * @param policy  its policy as JSON; empty for none
 * @param decides whether nobody may without this policy: keys and the trust of roles. Identity policies count there only
 *                as far as the policy lets the account use them. Elsewhere either side suffices within an account.
 * @param granted whether something beside policies lets this caller do just this: a grant on a key
 */
public record ResourceSide(String policy, boolean decides, boolean granted) {

    /** Says nothing. */
    public static final ResourceSide NONE = new ResourceSide("", false, false);

    /** A policy beside those of identities. */
    public static ResourceSide policy(String json) {
        return json.isEmpty() ? NONE : new ResourceSide(json, false, false);
    }

    /** A policy that has the last word. */
    public static ResourceSide deciding(String json) {
        return new ResourceSide(json, true, false);
    }

    /** The same, for a caller that holds a grant. */
    public ResourceSide withGrant() {
        return new ResourceSide(policy, decides, true);
    }

    /** The same to callers of the owner's account, and nothing to others: what no policy can open to them. */
    public ResourceSide within(AccountId owner, Caller caller) {
        Kind kind = caller.principal().kind();
        return caller.account().equals(owner) && kind != Kind.ANONYMOUS && kind != Kind.SERVICE ? this : NONE;
    }
}
