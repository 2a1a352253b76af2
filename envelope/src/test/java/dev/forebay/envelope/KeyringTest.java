package dev.forebay.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.envelope.KeyRefused.Reason;
import dev.forebay.envelope.KeyUse.Owner;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.Scan;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.FakeKms.Call;
import dev.forebay.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class KeyringTest {
    private static final byte TABLE = 0x1f;
    private static final Duration REUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(14);
    private static final AccountId ACCOUNT = new AccountId("111111111111");
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111111111111:orders";
    private static final String KEY = "arn:aws:kms:us-east-1:111111111111:key/k1";
    private static final Owner OWNER = new Owner(3, ACCOUNT, Region.DEFAULT, QUEUE);
    private static final Caller ALICE = user("alice");
    private static final Caller BOB = user("bob");

    private final MemoryStore store = new MemoryStore();
    private final Partitions partitions = Partitions.open(store);
    private final ManualClock clock = new ManualClock();
    private final FakeKms kms = new FakeKms();
    private Keyring keyring = open();

    @Test
    void aDataKeyIsReusedUntilItsTimeIsOver() {
        DataKey first = keyring.toSeal(use(ALICE));
        clock.advance(REUSE.minusMillis(1));
        assertThat(keyring.toSeal(use(ALICE))).isSameAs(first);

        clock.advance(Duration.ofMillis(1));
        assertThat(keyring.toSeal(use(ALICE)).number()).isNotEqualTo(first.number());
        assertThat(kms.calls()).extracting(Call::operation).containsExactly("GenerateDataKey", "Decrypt", "GenerateDataKey", "Decrypt");
    }

    @Test
    void kmsIsAskedInTheUsersNameForTheResource() {
        keyring.toSeal(use(ALICE));

        assertThat(kms.calls()).allSatisfy(call -> {
            assertThat(call.keyId()).isEqualTo(KEY);
            assertThat(call.caller().principal()).isEqualTo(ALICE.principal());
            assertThat(call.caller().origin().viaService()).isEqualTo("sqs.us-east-1.amazonaws.com");
            assertThat(call.context()).isEqualTo(Map.of("aws:sqs:arn", QUEUE));
        });
    }

    @Test
    void anIdOrAliasIsOneOfTheResourcesAccount() {
        keyring.toSeal(KeyUse.of("alias/mine", OWNER, BOB, REUSE));
        keyring.toSeal(KeyUse.of("k1", OWNER, BOB, REUSE));

        assertThat(kms.calls()).extracting(Call::keyId).contains("arn:aws:kms:us-east-1:111111111111:alias/mine", KEY);
    }

    @Test
    void everyUserIsAskedForTheirOwnRights() {
        keyring.toSeal(use(ALICE));
        kms.refuse(BOB.principal().arn(), "AccessDeniedException");

        assertThatThrownBy(() -> keyring.toSeal(use(BOB)))
                .isInstanceOfSatisfying(KeyRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.ACCESS_DENIED));
    }

    @Test
    void aDisabledKeyGoesOnUntilTheReusePeriodIsOver() {
        DataKey sealed = keyring.toSeal(use(ALICE));
        kms.refuse(KEY, "DisabledException");

        assertThat(keyring.toSeal(use(ALICE))).isSameAs(sealed);
        assertThat(keyring.toOpen(3, sealed.number(), ALICE, REUSE)).isNotNull();
        clock.advance(REUSE);
        assertRefused(Reason.DISABLED, () -> keyring.toSeal(use(ALICE)));
        assertRefused(Reason.DISABLED, () -> keyring.toOpen(3, sealed.number(), ALICE, REUSE));

        kms.allow(KEY);
        assertThat(keyring.toSeal(use(ALICE))).isNotNull();
        assertThat(keyring.toOpen(3, sealed.number(), ALICE, REUSE)).isNotNull();
    }

    @Test
    void everyReasonOfKmsHasAName() {
        Map.of("DisabledException", Reason.DISABLED, "KMSInvalidStateException", Reason.INVALID_STATE, "NotFoundException", Reason.NOT_FOUND,
                "AccessDeniedException", Reason.ACCESS_DENIED, "ThrottlingException", Reason.THROTTLED, "OptInRequired", Reason.OPT_IN_REQUIRED,
                "InvalidKeyUsageException", Reason.INVALID_USAGE).forEach((code, reason) -> {
                    kms.refuse(KEY, code);
                    assertRefused(reason, () -> keyring.toSeal(use(ALICE)));
                });
    }

    @Test
    void aDataKeyIsDurableBeforeItSealsAndOpensAfterARestart() {
        DataKey key = keyring.toSeal(use(ALICE));
        byte[] sealed = new byte[1 + Seal.OVERHEAD];
        Seal.place(sealed, 0, key.seal(new byte[0], new byte[] {7}, 0, 1, sealed, 0).stamp(1));
        assertThat(rows()).isEqualTo(1);

        keyring = open();
        assertThat(keyring.toOpen(3, key.number(), BOB, REUSE).open(new byte[0], sealed, 0, sealed.length, 1)).containsExactly(7);
        assertThat(keyring.toSeal(use(ALICE)).number()).isNotEqualTo(key.number());
    }

    @Test
    void theServicesOwnKeyAsksNoUser() {
        kms.refuse(BOB.principal().arn(), "AccessDeniedException");
        DataKey key = keyring.toSealOwned(OWNER);

        keyring = open();
        assertThat(keyring.toOpen(3, key.number(), BOB, REUSE)).isNotNull();
        assertThat(keyring.keyOf(3, key.number())).isEmpty();
        assertThat(keyring.toSealOwned(new Owner(3, ACCOUNT, Region.DEFAULT, QUEUE + "2")))
                .isSameAs(keyring.toSealOwned(OWNER));
    }

    @Test
    void aDataKeyThatIsNotThereIsDamage() {
        assertThatThrownBy(() -> keyring.toOpen(3, 12_345, ALICE, REUSE)).isInstanceOf(SealBroken.class);
    }

    @Test
    void manyWhoWantOneAtOnceAskOnce() throws InterruptedException {
        Set<DataKey> keys = ConcurrentHashMap.newKeySet();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            threads.add(Thread.startVirtualThread(() -> keys.add(keyring.toSeal(use(ALICE)))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(keys).hasSize(1);
        assertThat(kms.calls()).hasSize(2);
    }

    @Test
    void rowsGoOnceNothingCanBeLeftOfWhatTheySealed() {
        keyring.toSeal(use(ALICE));
        clock.advance(REUSE.plus(LONGEST));
        keyring.forget(_ -> 0);
        assertThat(rows()).isEqualTo(1);

        clock.advance(Duration.ofMillis(1));
        keyring.forget(arn -> arn.equals(QUEUE) ? 1 : 0);
        assertThat(rows()).as("this one is kept longer").isEqualTo(1);
        keyring.forget(_ -> 0);
        assertThat(rows()).isZero();
    }

    @Test
    void aRecordThatIsCarriedTakesItsDataKeyAlong() {
        DataKey key = keyring.toSeal(use(ALICE));
        Keyring.Luggage luggage = keyring.luggage(3, key.number());
        partitions.get(5).decide(changes -> {
            luggage.arrive(changes, partitions.get(5));
            return null;
        });
        partitions.get(3).decide(changes -> changes.batch().delete(Keys.of(3, TABLE, key.number())));

        keyring = open();
        assertThat(keyring.toOpen(5, key.number(), ALICE, REUSE)).isNotNull();
    }

    @Test
    void theCacheIsBounded() {
        ExpiringCache<Integer, Integer> cache = new ExpiringCache<>(100, value -> true);
        for (int i = 0; i < 10_000; i++) {
            int value = i;
            assertThat(cache.get(i, 0, 1_000, () -> value)).isEqualTo(i);
            assertThat(cache.size()).isLessThanOrEqualTo(100);
        }
    }

    private Keyring open() {
        return new Keyring(new Keyring.Scope("sqs", "aws:sqs:arn", TABLE, LONGEST), partitions, clock, kms::client);
    }

    private int rows() {
        int rows = 0;
        for (int partition : new int[] {3, 5}) {
            try (Scan scan = store.scan(Keys.of(partition, TABLE), Keys.of(partition, (byte) (TABLE + 1)))) {
                while (scan.next()) {
                    rows++;
                }
            }
        }
        return rows;
    }

    private static KeyUse use(Caller caller) {
        return KeyUse.of(KEY, OWNER, caller, REUSE);
    }

    private static Caller user(String name) {
        Principal principal = new Principal(Principal.Kind.USER, "arn:aws:iam::111111111111:user/" + name, "AIDA" + name,
                dev.forebay.identity.Session.NONE);
        return new Caller(ACCOUNT, Region.DEFAULT, principal, dev.forebay.identity.Origin.IN_PROCESS);
    }

    private static void assertRefused(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeyRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
