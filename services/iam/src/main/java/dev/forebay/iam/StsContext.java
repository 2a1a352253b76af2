package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Clock;
import dev.forebay.vault.Vault;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What operations of STS need.
 *
 * @param caller who asks
 */
record StsContext(Caller caller, Accounts accounts, Tools tools) {

    /** What makes and proves credentials; {@code random} good enough for secrets. */
    record Tools(Vault vault, Clock clock, RandomGenerator random, IssuerKeys issuerKeys) {}

    /** A role and whose it is. */
    record Found(Account account, IamRole role) {}

    /** The role that an ARN names, in whichever account; what may be shown of it is durable. */
    static Optional<Found> role(Accounts accounts, String roleArn) {
        return Arn.parse(roleArn)
                .filter(arn -> arn.service().equals("iam") && arn.resource().startsWith("role/") && AccountId.isValid(arn.account()))
                .flatMap(arn -> accounts.known(new AccountId(arn.account())))
                .flatMap(account -> account.shown().roles().named(roleArn.substring(roleArn.lastIndexOf('/') + 1))
                        .filter(role -> role.arn(account.id()).equals(roleArn)).map(role -> new Found(account, role)));
    }

    /** The state of the caller's account. */
    AccountState callersState() {
        return accounts.known(caller.account()).map(Account::shown).orElse(AccountState.EMPTY);
    }

    /** Whether the caller has temporary credentials. */
    boolean isSession() {
        return caller.principal().session().isTemporary();
    }
}
