package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** All accounts that IAM knows something of, read from the store when it opens. Safe for any thread. */
final class Accounts {
    private static final int ACCOUNT_DIGITS = 12;

    private final Partitions partitions;
    private final Vault vault;
    private final Map<AccountId, Account> accounts = new ConcurrentHashMap<>();

    Accounts(Partitions partitions, Vault vault) {
        this.partitions = partitions;
        this.vault = vault;
    }

    /** @throws dev.forebay.vault.SealBroken when the store's keys were sealed under another master key */
    void load() {
        partitions.all().forEach(this::load);
    }

    private void load(Partition partition) {
        Map<AccountId, StoredAccount> found = new HashMap<>();
        scan(partition, Tables.ACCOUNT, found, (account, row) -> account.facts = AccountFacts.read(row));
        scan(partition, Tables.USER, found, (account, row) -> account.users.add(IamUser.read(row)));
        scan(partition, Tables.GROUP, found, (account, row) -> account.groups.add(IamGroup.read(row)));
        scan(partition, Tables.ROLE, found, (account, row) -> account.roles.add(IamRole.read(row)));
        scan(partition, Tables.POLICY, found, (account, row) -> account.policies.add(ManagedPolicy.read(row)));
        scan(partition, Tables.KEY, found, (account, row) -> account.keys.add(LongLivedKey.read(row, vault)));
        scan(partition, Tables.PROVIDER, found, (account, row) -> account.providers.add(OidcProvider.read(row)));
        found.forEach((id, stored) -> accounts.put(id, new Account(id, partition, vault, stored.state())));
    }

    private void scan(Partition partition, byte table, Map<AccountId, StoredAccount> found, BiConsumer<StoredAccount, byte[]> row) {
        byte[] to = Keys.of(partition.number(), (byte) (table + 1));
        try (Scan scan = partitions.store().scan(Keys.of(partition.number(), table), to)) {
            while (scan.next()) {
                String digits = new String(Keys.rest(scan.key()), 0, ACCOUNT_DIGITS, StandardCharsets.UTF_8);
                row.accept(found.computeIfAbsent(new AccountId(digits), _ -> new StoredAccount()), scan.value());
            }
        }
    }

    /** Those that something is known of. */
    Collection<Account> all() {
        return accounts.values();
    }

    /** An account that something is known of. */
    Optional<Account> known(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /** An account, which may have nothing yet. */
    Account of(AccountId id) {
        return accounts.computeIfAbsent(id, _ -> new Account(id, partitions.of("iam/" + id), vault, AccountState.EMPTY));
    }
}
