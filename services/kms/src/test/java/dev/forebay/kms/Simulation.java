package dev.forebay.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.StepStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Keys and aliases change, are used and are seen at random, with other operations and crashes wherever one waits for the disk. What was told to
 * anybody holds; what was encrypted is decrypted until its key is deleted.
 */
final class Simulation {
    private static final Caller USER = Caller.root(new AccountId("111111111111"), Region.DEFAULT);

    private final long seed;
    private final Random random;
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Vault vault = AesVault.inMemory();
    private final ManualClock clock = new ManualClock();
    private RestlessStore store;
    private ManualTimers timers;
    private KmsService service;
    private Known<String> alias = new Known<>("");

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed);
    }

    void run(int steps) {
        try {
            go(steps);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("-Dseed=" + seed + " repeats this: " + e.getMessage(), e);
        }
    }

    private void go(int steps) {
        open(new StepStore());
        for (int i = 0; i < steps; i++) {
            boolean whole = surviving(random.nextInt(30) == 0 ? this::pass : this::act);
            afterwards(this::seeAll);
            if (!whole || i == steps - 1) {
                afterwards(() -> keys.forEach(this::decryptAll));
            }
        }
    }

    private void open(StepStore found) {
        timers = new ManualTimers(clock);
        store = new RestlessStore(found, random, this::act);
        store.rest();
        service = KmsService.open(Partitions.open(store), vault, clock, timers, new SecureRandom());
        store.wake();
    }

    /** Whether the process lived. */
    private boolean surviving(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RestlessStore.Crash crash) {
            service.close();
            timers.close();
            open(store.crashed());
            return false;
        }
    }

    /** Looks around, as often as it takes. */
    private void afterwards(Runnable look) {
        while (true) {
            try {
                look.run();
                return;
            } catch (RestlessStore.Crash crash) {
                service.close();
                timers.close();
                open(store.crashed());
            }
        }
    }

    private KmsClient kms() {
        return service.client(USER);
    }

    private void act() {
        List<String> ids = List.copyOf(keys.keySet());
        if (ids.isEmpty() || random.nextInt(12) == 0) {
            String id = kms().createKey().keyMetadata().keyId();
            keys.put(id, new Key(new Known<>("Enabled")));
            return;
        }
        String id = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(9)) {
            case 0 -> change(id, "Disabled", () -> kms().disableKey(r -> r.keyId(id)));
            case 1 -> change(id, "Enabled", () -> kms().enableKey(r -> r.keyId(id)));
            case 2 -> change(id, "PendingDeletion", () -> kms().scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7)));
            case 3 -> change(id, "Disabled", () -> kms().cancelKeyDeletion(r -> r.keyId(id)));
            case 4 -> refusable(() -> kms().rotateKeyOnDemand(r -> r.keyId(id)));
            case 5 -> point(id);
            case 6 -> see(id);
            case 7 -> encryptByAlias();
            default -> encrypt(id, id);
        }
    }

    private void change(String id, String life, Runnable change) {
        Known.Attempt<String> attempt = keys.get(id).life.attempt(life);
        try {
            change.run();
            keys.get(id).life.done(attempt);
        } catch (AwsServiceException refused) {
            keys.get(id).life.refused(attempt);
        }
    }

    private static void refusable(Runnable change) {
        try {
            change.run();
        } catch (AwsServiceException refused) {
            // As it may be.
        }
    }

    private void point(String id) {
        Known.Attempt<String> attempt = alias.attempt(id);
        try {
            if (alias.certain().isEmpty() && random.nextBoolean()) {
                kms().createAlias(r -> r.aliasName("alias/a").targetKeyId(id));
            } else {
                kms().updateAlias(r -> r.aliasName("alias/a").targetKeyId(id));
            }
            alias.done(attempt);
        } catch (AwsServiceException refused) {
            alias.refused(attempt);
        }
    }

    private void encrypt(String name, String text) {
        try {
            var answer = kms().encrypt(r -> r.keyId(name).plaintext(SdkBytes.fromUtf8String(text)));
            String id = answer.keyId().replaceFirst(".*/", "");
            keys.get(id).ciphertexts.add(answer.ciphertextBlob());
            keys.get(id).texts.add(text);
        } catch (AwsServiceException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isIn("DisabledException", "KMSInvalidStateException", "NotFoundException");
        }
    }

    private void encryptByAlias() {
        encrypt("alias/a", "by alias");
    }

    private void see(String id) {
        keys.get(id).life.see(() -> life(id), id);
    }

    /** With nothing else under way. */
    private void seeAll() {
        store.rest();
        keys.forEach((id, key) -> key.life.settled(life(id), id));
        alias.settled(aliased(), "the alias");
        store.wake();
    }

    private String life(String id) {
        return kms().describeKey(r -> r.keyId(id)).keyMetadata().keyStateAsString();
    }

    private String aliased() {
        try {
            return kms().describeKey(r -> r.keyId("alias/a")).keyMetadata().keyId();
        } catch (NotFoundException none) {
            return "";
        }
    }

    /** Everything that a key ever encrypted, if it may be used. */
    private void decryptAll(String id, Key key) {
        if (!kms().describeKey(r -> r.keyId(id)).keyMetadata().enabled()) {
            return;
        }
        for (int i = 0; i < key.ciphertexts.size(); i++) {
            SdkBytes ciphertext = key.ciphertexts.get(i);
            assertThat(kms().decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext().asUtf8String()).isEqualTo(key.texts.get(i));
        }
    }

    /** A week and a day go by: what awaits deletion is deleted, and nothing else. */
    private void pass() {
        List<String> doomed = new ArrayList<>(keys.keySet());
        doomed.removeIf(id -> !keys.get(id).life.certain().equals("PendingDeletion"));
        String target = alias.certain();
        clock.advance(Duration.ofDays(8));
        doomed.forEach(keys::remove);
        if (doomed.contains(target)) {
            alias = new Known<>("");
        }
        afterwards(() -> timers.run(1_000));
        for (String id : doomed) {
            afterwards(() -> assertGone(id));
        }
    }

    private void assertGone(String id) {
        Throwable thrown = catchThrowable(() -> kms().describeKey(r -> r.keyId(id)));
        if (thrown instanceof RestlessStore.Crash crash) {
            throw crash;
        }
        if (thrown == null) {
            // A crash undid it, and the timers of the next life have not run yet.
            timers.run(1_000);
            thrown = catchThrowable(() -> kms().describeKey(r -> r.keyId(id)));
        }
        if (thrown instanceof RestlessStore.Crash crash) {
            throw crash;
        }
        assertThat(thrown).isInstanceOf(NotFoundException.class);
    }

    private record Key(Known<String> life, List<SdkBytes> ciphertexts, List<String> texts) {
        Key(Known<String> life) {
            this(life, new ArrayList<>(), new ArrayList<>());
        }
    }
}
