package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Credentials.Credential;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.IamHarness;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** IAM and STS in this process, on a store in memory, at a time that the test owns. */
final class InProcess implements IamHarness {
    static final AccountId ACCOUNT = new AccountId("111122223333");
    static final Caller ROOT = Caller.root(ACCOUNT, Region.DEFAULT);

    final MemoryStore store = new MemoryStore();
    final ManualClock clock = new ManualClock();
    private final AesVault vault = AesVault.inMemory();
    private final Random random = new Random(7);
    private final IssuerKeys issuers;
    IamService service;

    InProcess() {
        this(IssuerKeys.NONE);
    }

    InProcess(IssuerKeys issuers) {
        this.issuers = issuers;
        reopen();
    }

    /** What a restart does: everything in memory is lost, everything in the store is found again. */
    void reopen() {
        service = IamService.open(Partitions.open(store), vault, clock, random, issuers);
    }

    IamClient iam() {
        return service.client(ROOT);
    }

    StsClient sts() {
        return service.sts(ROOT);
    }

    Credential find(String key) {
        return service.credentials().find(key, Optional.empty());
    }

    Credential find(Credentials lent) {
        return service.credentials().find(lent.accessKeyId(), Optional.of(lent.sessionToken()));
    }

    /** Whoever has a key calls. */
    static Caller caller(Credential credential) {
        return new Caller(credential.account(), Region.DEFAULT, credential.principal(), ROOT.origin());
    }

    @Override
    public IamClient iam(Caller caller) {
        return service.client(caller);
    }

    @Override
    public StsClient sts(Caller caller) {
        return service.sts(caller);
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public void close() {
        store.close();
    }
}
