package dev.forebay.iam;

import dev.forebay.access.Identities;
import dev.forebay.access.RuleTable;
import dev.forebay.access.StoredPolicies;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Credentials;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.vault.Vault;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * IAM and STS: owns users, groups, roles, policies and keys of all accounts, answers who a key stands for and what it may, and hands out
 * AWS's client interfaces bound to a caller. Safe for any thread.
 *
 * <p>Everything is in memory, as one immutable {@link AccountState} an account, because every request asks; changes are rows of the
 * store first. Nothing runs in the background, so there is nothing to close.
 */
public final class IamService {
    private final Accounts accounts;
    private final StsContext.Tools tools;
    private final Credentials credentials;
    private final Identities identities;
    private final RuleTable rules;
    private final RuleTable stsRules;
    private final RootKeys rootKeys;

    private IamService(Accounts accounts, StsContext.Tools tools) {
        this.accounts = accounts;
        this.tools = tools;
        credentials = new IamCredentials(accounts, tools.vault(), tools.clock());
        identities = new IamIdentities(accounts);
        rules = new IamAccess(accounts);
        stsRules = new StsAccess(accounts);
        rootKeys = new RootKeys(accounts, tools.clock(), tools.random());
    }

    /**
     * Opens what a store holds.
     *
     * @param vault  seals the secrets of keys, and session tokens
     * @param random makes secrets: a secure one, but for tests
     * @param keys   of OpenID Connect issuers
     * @throws dev.forebay.vault.SealBroken when the store's secrets were sealed under another master key
     */
    public static IamService open(Partitions partitions, Vault vault, Clock clock, RandomGenerator random, IssuerKeys keys) {
        Accounts accounts = new Accounts(partitions, vault);
        accounts.load();
        StoredPolicies.warn(accounts.all().stream().flatMap(account -> WrittenPolicies.of(account.id(), account.state())));
        return new IamService(accounts, new StsContext.Tools(vault, clock, random, keys));
    }

    /** AWS's client interface of IAM, acting for a caller. Cheap: make one for each request. */
    public IamClient client(Caller caller) {
        return new IamOperations(new IamContext(caller, accounts.of(caller.account()), tools.clock(), tools.random()));
    }

    /** AWS's client interface of STS, acting for a caller. Cheap: make one for each request. */
    public StsClient sts(Caller caller) {
        return new StsOperations(new StsContext(caller, accounts, tools));
    }

    /** What operations of IAM need. */
    public RuleTable rules() {
        return rules;
    }

    /** What operations of STS need. */
    public RuleTable stsRules() {
        return stsRules;
    }

    /** Who access keys stand for. */
    public Credentials credentials() {
        return credentials;
    }

    /** What callers may by their own policies. */
    public Identities identities() {
        return identities;
    }

    /** An access key for the root of an account, if it has none; told this once, durable when it is told. */
    public Optional<RootKey> createRootIfNone(AccountId account) {
        return rootKeys.createIfNone(account);
    }

    /** Another access key for the root of an account; those it had are gone, and so are the sessions that they got. */
    public RootKey resetRoot(AccountId account) {
        return rootKeys.reset(account);
    }
}
