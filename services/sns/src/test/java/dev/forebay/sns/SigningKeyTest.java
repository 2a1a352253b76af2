package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.Scan;
import dev.forebay.store.StepStore;
import dev.forebay.store.Store;
import dev.forebay.testkit.CrashingStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.SealBroken;
import dev.forebay.vault.Vault;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    private static final SigningKey KEY = SigningKey.make(ManualClock.EPOCH, new SecureRandom());

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock();
    private final Vault vault = AesVault.inMemory();

    private SigningKeys keys() {
        return SigningKeys.open(Partitions.open(store), vault, clock, new SecureRandom());
    }

    @Test
    void theCertificateIsOneThatTheJdkCanReadAndVerify() throws Exception {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(KEY.certificatePem()));

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=sns.amazonaws.com");
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getSubjectAlternativeNames()).contains(List.of(2, "sns.amazonaws.com"));
        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength()).isEqualTo(2_048);
        assertThat(certificate.getKeyUsage()).startsWith(true, false, false, false, false, false);
        assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
        assertThat(certificate.getSerialNumber().signum()).isEqualTo(1);
    }

    @Test
    void theCertificateIsValidFromADayBeforeForThirtyYears() throws Exception {
        Instant now = Instant.ofEpochMilli(ManualClock.EPOCH);
        X509Certificate certificate = KEY.certificate();
        certificate.checkValidity(Date.from(now.minus(Duration.ofDays(1))));
        certificate.checkValidity(Date.from(now.plus(Duration.ofDays(29 * 365))));
        assertThat(certificate.getNotAfter()).isBefore(Instant.parse("2056-01-01T00:00:00Z"));
    }

    @Test
    void thePemFileHasTheLinesThatTheSdkForJavaAsksFor() {
        assertThat(new String(KEY.certificatePem(), StandardCharsets.US_ASCII))
                .matches("-----BEGIN CERTIFICATE-----\\n([A-Za-z\\d+/]{64}\\n)+[A-Za-z\\d+/]+={0,2}\\n-----END CERTIFICATE-----\\n");
    }

    @Test
    void theFileNameLooksLikeThatOfAwsAndBelongsToTheCertificate() {
        assertThat(KEY.certificateName()).matches("SimpleNotificationService-[0-9a-f]{32}\\.pem")
                .isNotEqualTo(SigningKey.make(ManualClock.EPOCH, new SecureRandom()).certificateName());
    }

    @Test
    void aKeyThatIsWrittenAndReadIsTheSame() {
        SigningKey read = SigningKeyRow.read(SigningKeyRow.of(KEY).write(vault), vault).parsed();
        assertThat(read.key()).isEqualTo(KEY.key());
        assertThat(read.certificate()).isEqualTo(KEY.certificate());
    }

    @Test
    void aKeyOfAnUnknownFormatIsRefused() {
        byte[] bytes = SigningKeyRow.of(KEY).write(vault);
        bytes[0] = 3;
        assertThatThrownBy(() -> SigningKeyRow.read(bytes, vault)).isInstanceOf(IllegalStateException.class).hasMessageContaining("format 3");
    }

    @Test
    void theKeyDoesNotShowItself() {
        assertThat(KEY.toString()).isEqualTo(KEY.certificateName());
        assertThat(SigningKeyRow.of(KEY).toString()).isEqualTo("SigningKeyRow " + KEY.certificateName());
    }

    @Test
    void theKeyOutlivesARestart() {
        SigningKey first = keys().current();
        SigningKey second = keys().current();
        assertThat(second.certificate()).isEqualTo(first.certificate());
        assertThat(second.key()).isEqualTo(first.key());
    }

    @Test
    void nothingIsStoredBeforeAKeyIsNeeded() {
        SigningKeys keys = keys();
        assertThat(store.get(Keys.of(0, Tables.SIGNING_KEY))).isEmpty();
        keys.current();
        assertThat(store.get(Keys.of(0, Tables.SIGNING_KEY))).isPresent();
    }

    @Test
    void anotherKeyTakesItsPlaceAndTheOldCertificateIsServedForThirtyDays() {
        SigningKey old = keys().current();
        SigningKey fresh = keys().rotate(false).orElseThrow();

        SigningKeys keys = keys();
        assertThat(keys.current().certificateName()).isEqualTo(fresh.certificateName()).isNotEqualTo(old.certificateName());
        assertThat(keys.current().key()).isEqualTo(fresh.key());
        assertThat(keys.certificate(old.certificateName())).contains(old.certificatePem());
        assertThat(keys.certificate(fresh.certificateName())).contains(fresh.certificatePem());
        assertThat(keys.certificate("SimpleNotificationService-00.pem")).isEmpty();
        clock.advance(Duration.ofDays(30).minusMillis(1));
        assertThat(keys().certificate(old.certificateName())).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(keys.certificate(old.certificateName())).isEmpty();
        assertThat(keys().certificate(old.certificateName())).isEmpty();

        keys().rotate(false);
        assertThat(rows()).as("the key, and the one retired certificate that is served").isEqualTo(2);
        keys().rotate(true);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void withoutAKeyThereIsNothingToRotateAndAnotherMasterKeyRotatesNothing() {
        assertThat(keys().rotate(false)).isEmpty();
        assertThat(rows()).isZero();
        SigningKey key = keys().current();
        assertThatThrownBy(() -> SigningKeys.open(Partitions.open(store), AesVault.inMemory(), clock, new SecureRandom()).rotate(false))
                .isInstanceOf(SealBroken.class);
        assertThat(keys().current().key()).isEqualTo(key.key());
        assertThat(rows()).isEqualTo(1);
    }

    /** Whether its one batch had reached the disk or not: the old key with its certificate, or the new one with both. */
    @Test
    void aCrashInARotationLeavesOneOfBothKeys() {
        for (int reached = 0; reached < 2; reached++) {
            StepStore durable = new StepStore();
            SigningKey old = keys(durable).current();
            CrashingStore crashing = new CrashingStore(durable);
            crashing.crashAfter(0);
            assertThatThrownBy(() -> keys(crashing).rotate(false)).isInstanceOf(CrashingStore.Crash.class);

            SigningKeys after = keys(durable.crash(reached));
            assertThat(after.current().certificateName().equals(old.certificateName())).isEqualTo(reached == 0);
            assertThat(after.certificate(old.certificateName())).contains(old.certificatePem());
            assertThat(after.certificate(after.current().certificateName())).contains(after.current().certificatePem());
        }
    }

    private SigningKeys keys(Store where) {
        return SigningKeys.open(Partitions.open(where), vault, clock, new SecureRandom());
    }

    private int rows() {
        int rows = 0;
        try (Scan scan = store.scan(Keys.of(0, Tables.SIGNING_KEY), Keys.of(0, (byte) (Tables.SIGNING_KEY + 1)))) {
            for (; scan.next(); rows++) { }
        }
        return rows;
    }

    @Test
    void manyWhoAskAtOnceGetTheSameKey() throws Exception {
        SigningKeys keys = keys();
        Set<String> names = ConcurrentHashMap.newKeySet();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.startVirtualThread(() -> names.add(keys.current().certificateName()))).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(names).hasSize(1);
    }
}
