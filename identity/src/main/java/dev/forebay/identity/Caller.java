package dev.forebay.identity;

/**
 * Who makes a call, and where: passed explicitly to every service, never kept in a thread.
 *
 * @param account   the account that the caller belongs to
 * @param region    the region that the call is for
 * @param principal who, and with which credentials
 * @param origin    where the call comes from
 */
public record Caller(AccountId account, Region region, Principal principal, Origin origin) {

    /** The root principal of an account. */
    public static Caller root(AccountId account, Region region) {
        return root(account, region, "");
    }

    /** The root principal of an account, reaching the server under an endpoint. */
    public static Caller root(AccountId account, Region region, String endpoint) {
        return new Caller(account, region, Principal.root(account), Origin.at(endpoint));
    }

    /** Another service acting in an account and region; {@code name} such as {@code sns}. */
    public static Caller service(String name, AccountId account, Region region) {
        return new Caller(account, region, Principal.service(name), Origin.IN_PROCESS);
    }

    /** The same from elsewhere. */
    public Caller withOrigin(Origin other) {
        return new Caller(account, region, principal, other);
    }

    /** The same, with an X-Ray header. */
    public Caller withTrace(String header) {
        return withOrigin(origin.withTrace(header));
    }

    /** A service that acts for one of its resources, such as a topic. */
    public Caller onBehalfOf(String arn) {
        return withOrigin(origin.onBehalfOf(arn));
    }

    /**
     * Whether a service passes on nobody's request but its own: SNS opens what it delivers, SQS uses the key that is its own. AWS: nobody
     * has to let it. Only this process makes such callers.
     */
    public boolean isServiceForItself() {
        String name = principal.arn().replace("amazonaws.com", "");
        return principal.kind() == Principal.Kind.SERVICE && origin.viaService().startsWith(name);
    }
}
