package dev.forebay.iam;

/** Which policies may bound permissions. */
final class Boundaries {
    private Boundaries() {}

    /** The ARN of a policy that is there; empty when none is given. */
    static String checked(Account account, AccountState state, String arn) {
        if (arn == null || arn.isEmpty()) {
            return "";
        }
        Policies.find(account.id(), state, arn).orElseThrow(() -> IamErrors.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable."));
        return arn;
    }
}
