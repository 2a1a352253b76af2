package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Credentials.Credential;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.services.iam.IamClient;

/** IAM and STS in this process, on a store in memory, at a time that the test owns. */
final class InProcess {
    static final AccountId ACCOUNT = new AccountId("111122223333");
    static final Caller ROOT = Caller.root(ACCOUNT, Region.DEFAULT);

    final MemoryStore store = new MemoryStore();
    final ManualClock clock = new ManualClock();
    final AesVault vault = AesVault.inMemory();
    private final Random random = new Random(7);
    IamService service = openService();

    private IamService openService() {
        return IamService.open(Partitions.open(store), vault, clock, random, IssuerKeys.NONE);
    }

    /** What a restart does: everything in memory is lost, everything in the store is found again. */
    void reopen() {
        service = openService();
    }

    IamClient iam() {
        return service.client(ROOT);
    }

    Credential find(String key) {
        return service.credentials().find(key, Optional.empty());
    }

    /** Who calls with a key. */
    Caller caller(Credential credential) {
        return new Caller(credential.account(), Region.DEFAULT, credential.principal(), ROOT.origin());
    }
}
