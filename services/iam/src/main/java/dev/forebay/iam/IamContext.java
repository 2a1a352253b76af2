package dev.forebay.iam;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Clock;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What operations of IAM need: who calls, whose account it is, the time and randomness.
 *
 * @param random good enough for secrets
 */
record IamContext(Caller caller, Account account, Clock clock, RandomGenerator random) {
    private static final long SECOND = 1_000;

    /** AWS: times of IAM are whole seconds. */
    long now() {
        return clock.millis() / SECOND * SECOND;
    }

    /** How something that is made now is told from others; {@code prefix} such as AIDA. */
    Naming naming(String prefix, String name, String path) {
        return new Naming(name, path, AccessKeyId.unique(prefix, random), now());
    }

    IamUser user(AccountState state, String name) {
        return find(state, AccountState::users, "user", name);
    }

    IamGroup group(AccountState state, String name) {
        return find(state, AccountState::groups, "group", name);
    }

    IamRole role(AccountState state, String name) {
        return find(state, AccountState::roles, "role", name);
    }

    private static <T extends Named> T find(AccountState state, Function<AccountState, Index<T>> index, String what, String name) {
        return index.apply(state).named(Checks.required(what + "Name", name)).orElseThrow(() -> IamErrors.notFound(what, name));
    }

    /** AWS: many operations on users mean the calling one when they name none. */
    String userName(String given) {
        if (given != null) {
            return given;
        }
        return account.state().users().withId(caller.principal().id()).map(IamUser::name)
                .orElseThrow(() -> IamErrors.validation("Must specify userName when calling with non-User credentials"));
    }
}
