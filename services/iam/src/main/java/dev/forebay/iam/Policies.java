package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import java.util.Optional;

/** Finds managed policies by ARN: an account's own, and those of AWS. */
final class Policies {
    /** What stands for a policy that should be there and is not: it allows nothing. */
    static final String NOTHING = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"NotAction\":\"*\",\"Resource\":\"*\"}}";

    private static final String PREFIX = "policy/";

    private Policies() {}

    static Optional<ManagedPolicy> find(AccountId account, AccountState state, String arn) {
        if (arn.startsWith(AwsManagedPolicies.PREFIX)) {
            return AwsManagedPolicies.find(arn);
        }
        return state.policies().named(arn.substring(arn.lastIndexOf('/') + 1)).filter(policy -> policy.arn(account).equals(arn));
    }

    /** @throws RuntimeException InvalidInput for what is no ARN of a policy */
    static String checked(String arn) {
        boolean isPolicy = Arn.parse(Checks.required("policyArn", arn))
                .filter(parsed -> parsed.service().equals("iam") && parsed.resource().startsWith(PREFIX)).isPresent();
        if (!isPolicy) {
            throw IamErrors.invalidInput("ARN " + arn + " is not valid.");
        }
        return arn;
    }

    /** The same, of this account: AWS's own cannot be changed. */
    static ManagedPolicy own(AccountId account, AccountState state, String arn) {
        if (checked(arn).startsWith(AwsManagedPolicies.PREFIX)) {
            throw dev.forebay.access.Refusals.of("AccessDenied", 403, "Cannot change a policy that AWS manages: " + arn);
        }
        return find(account, state, arn).orElseThrow(() -> IamErrors.noPolicy(arn));
    }
}
