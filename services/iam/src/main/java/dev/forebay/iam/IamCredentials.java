package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.AuthenticationRefused;
import dev.forebay.identity.Credentials;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Session;
import dev.forebay.runtime.Clock;
import dev.forebay.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who an access key stands for: users and roots by what IAM keeps, sessions by what their token says. */
final class IamCredentials implements Credentials {
    private static final int FORBIDDEN = 403;

    private final Accounts accounts;
    private final OpenedTokens tokens;
    private final Clock clock;

    IamCredentials(Accounts accounts, Vault vault, Clock clock) {
        this.accounts = accounts;
        tokens = new OpenedTokens(vault);
        this.clock = clock;
    }

    @Override
    public Credential find(String accessKeyId, Optional<String> sessionToken) {
        AccountId account = AccessKeyId.account(accessKeyId).orElseThrow(IamCredentials::invalid);
        return accessKeyId.startsWith(AccessKeyId.TEMPORARY)
                ? temporary(account, accessKeyId, sessionToken.orElseThrow(IamCredentials::invalid))
                : longLived(accounts.known(account).orElseThrow(IamCredentials::invalid), accessKeyId, sessionToken);
    }

    private Credential longLived(Account account, String id, Optional<String> sessionToken) {
        // AWS: a long-lived key comes without a token.
        if (sessionToken.isPresent()) {
            throw invalid();
        }
        Credential found = account.credential(id, IamCredentials::longLived).orElseThrow(IamCredentials::invalid);
        account.used(id, clock.millis());
        return found;
    }

    private static Optional<Credential> longLived(Account account, AccountState state, String id) {
        return state.keys().get(id).filter(LongLivedKey::active)
                .map(key -> new Credential(key.secret(), account.id(), owner(account, state, key)));
    }

    private static Principal owner(Account account, AccountState state, LongLivedKey key) {
        if (key.isRoot()) {
            Principal root = Principal.root(account.id());
            return new Principal(root.kind(), root.arn(), root.id(), Session.ofKey(key.id()));
        }
        IamUser user = state.users().withId(key.owner()).orElseThrow(IamCredentials::invalid);
        return new Principal(Principal.Kind.USER, user.arn(account.id()), user.id(), Session.ofKey(key.id()));
    }

    private Credential temporary(AccountId id, String accessKeyId, String text) {
        SessionToken token = tokens.open(text, accessKeyId).filter(read -> read.account().equals(id))
                .orElseThrow(IamCredentials::invalid);
        if (clock.millis() >= token.life().expires().toEpochMilli()) {
            throw new AuthenticationRefused("ExpiredToken", FORBIDDEN, "The security token included in the request is expired");
        }
        AccountState state = accounts.known(id).map(Account::state).orElse(AccountState.EMPTY);
        // AWS has no reset. An ordinary deletion of a key leaves its sessions, there and here; a reset is for a root whose key somebody else has.
        if (token.life().isOfRoot() && token.life().resets() != state.facts().resets()) {
            throw invalid();
        }
        SessionToken.Who who = token.who();
        if (who.kind() == Principal.Kind.USER) {
            // A session of a user lasts no longer than the user; a new name is the same user.
            IamUser user = state.users().withId(who.id()).orElseThrow(IamCredentials::invalid);
            who = new SessionToken.Who(who.kind(), user.arn(id), who.id());
        } else if (who.kind() == Principal.Kind.ROLE && state.roles().withId(IamIdentities.roleId(who.id())).isEmpty()) {
            // A policy of a resource that names the role means the one of that name now, and everybody there means who is known.
            throw invalid();
        }
        return new Credential(token.secret(), id, new Principal(who.kind(), who.arn(), who.id(), session(token, accessKeyId, state)));
    }

    private static Session session(SessionToken token, String accessKeyId, AccountState state) {
        SessionToken.Life life = token.life();
        return new Session(accessKeyId, life.issuer(), Optional.of(life.issued()), Optional.of(life.expires()), life.multiFactor(),
                policies(token, state), token.labels().tags(), token.labels().sourceIdentity(), token.labels().transitive());
    }

    /** Managed ones as they are now. */
    private static List<String> policies(SessionToken token, AccountState state) {
        return Stream.concat(
                token.narrowing().inline().stream(),
                token.narrowing().managed().stream().map(arn -> Policies.find(token.account(), state, arn)
                        .map(policy -> policy.current().document()).orElse(Policies.NOTHING))).toList();
    }

    private static AuthenticationRefused invalid() {
        return new AuthenticationRefused("InvalidClientTokenId", FORBIDDEN, "The security token included in the request is invalid.");
    }
}
