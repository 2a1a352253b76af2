package dev.forebay.identity;

/**
 * Who makes a call, and where: passed explicitly to every service, never kept in a thread.
 *
 * @param account     the account that the caller belongs to
 * @param region      the region that the call is for
 * @param principal   the caller's ARN, such as {@code arn:aws:iam::000000000000:root}
 * @param principalId the id that services record as sender, such as {@code AIDA…} for a user
 * @param endpoint    scheme and authority under which the caller reached the server, such as
 *                    {@code http://127.0.0.1:4566}; services hand out URLs under it. Empty in process.
 * @param trace       the caller's X-Ray header, for services that pass it on; empty for none
 */
public record Caller(AccountId account, Region region, String principal, String principalId, String endpoint, String trace) {
    /** Far more than a root, a parent and a decision take. */
    private static final int MAX_TRACE = 1_024;


    /** The root principal of an account. */
    public static Caller root(AccountId account, Region region) {
        return root(account, region, "");
    }

    /** The root principal of an account, reaching the server under an endpoint. */
    public static Caller root(AccountId account, Region region, String endpoint) {
        return new Caller(account, region, "arn:aws:iam::" + account + ":root", account.value(), endpoint, "");
    }

    /** The same, with an X-Ray header; one that is too long is dropped. */
    public Caller withTrace(String header) {
        return new Caller(account, region, principal, principalId, endpoint, header.length() <= MAX_TRACE ? header : "");
    }

    /** Another service acting in an account and region; {@code name} such as {@code sns}. */
    public static Caller service(String name, AccountId account, Region region) {
        String principal = name + ".amazonaws.com";
        return new Caller(account, region, principal, principal, "", "");
    }
}
