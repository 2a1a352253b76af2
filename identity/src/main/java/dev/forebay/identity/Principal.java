package dev.forebay.identity;

/**
 * Who a caller is.
 *
 * @param kind    what sort of identity
 * @param arn     as policies name it: {@code arn:aws:iam::000000000000:user/ops},
 *                {@code arn:aws:sts::000000000000:assumed-role/Reader/session}, {@code sns.amazonaws.com}
 * @param id      the id that services record as sender: {@code AIDA…} for a user, {@code AROA…:session} for an assumed role,
 *                the account for its root
 * @param session what the credentials that signed add to that
 */
public record Principal(Kind kind, String arn, String id, Session session) {

    /** The sorts of identities. */
    public enum Kind {
        /** Nobody said who: no signature. */
        ANONYMOUS,
        /** An account itself. */
        ROOT,
        /** An IAM user. */
        USER,
        /** A role that somebody assumed. */
        ROLE,
        /** A federated user, from GetFederationToken. */
        FEDERATED,
        /** A service of AWS, such as {@code sns.amazonaws.com}. */
        SERVICE
    }

    /** The root of an account. */
    public static Principal root(AccountId account) {
        return new Principal(Kind.ROOT, "arn:aws:iam::" + account + ":root", account.value(), Session.NONE);
    }

    /** A service, by its short name, such as {@code sns}. */
    public static Principal service(String name) {
        String principal = name + ".amazonaws.com";
        return new Principal(Kind.SERVICE, principal, principal, Session.NONE);
    }

    /** Nobody in particular. */
    public static Principal anonymous() {
        return new Principal(Kind.ANONYMOUS, "*", "anonymous", Session.NONE);
    }
}
