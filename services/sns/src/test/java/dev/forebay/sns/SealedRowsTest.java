package dev.forebay.sns;

import static dev.forebay.sns.PlatformWorld.adm;
import static dev.forebay.sns.PlatformWorld.apns;
import static dev.forebay.sns.PlatformWorld.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.Bytes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Batch;
import dev.forebay.store.Scan;
import dev.forebay.store.Store.Urgency;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.SealBroken;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets that were kept in the clear are read and sealed; what is sealed opens where it belongs and nowhere else. */
class SealedRowsTest {
    private static final byte[] SIGNING_KEY = Keys.of(0, Tables.SIGNING_KEY);

    private final PlatformWorld world = new PlatformWorld();

    @Test
    void credentialsInTheClearAreReadAndSealedWhenTheServiceOpens() {
        PlatformApplication weather = found(world.application("APNS", "weather", apns()));
        PlatformApplication news = found(world.application("ADM", "news", adm()));
        inTheClear(weather);
        inTheClear(news);
        assertThat(text(row(weather))).contains("BEGIN PRIVATE KEY");
        assertThat(SnsService.hasSealed(Partitions.open(world.store))).isFalse();

        world.reopen();
        assertThat(found(weather.id().arn()).record()).isEqualTo(weather.record());
        assertThat(found(news.id().arn()).record()).isEqualTo(news.record());
        assertThat(text(row(weather))).contains("com.example.weather").doesNotContain("PRIVATE KEY").doesNotContain("KEY1");
        assertThat(text(row(news))).doesNotContain("the-secret").doesNotContain("the-client");
        assertThat(SnsService.hasSealed(Partitions.open(world.store))).isTrue();

        world.reopen();
        assertThat(found(weather.id().arn()).record()).isEqualTo(weather.record());
        assertThat(found(weather.id().arn()).credentials()).isInstanceOf(PlatformCredentials.Token.class);
    }

    @Test
    void aSigningKeyInTheClearIsReadAndSealedWhenTheServiceOpens() {
        SigningKey before = keys(world.vault).current();
        put(SIGNING_KEY, Bytes.write(1, out -> {
            Bytes.bytes(out, before.key().getEncoded());
            Bytes.bytes(out, SigningKeyRow.of(before).certificate());
        }));
        assertThat(SnsService.hasSealed(Partitions.open(world.store))).isFalse();

        SigningKeys opened = keys(world.vault);
        assertThat(text(get(SIGNING_KEY))).doesNotContain(text(before.key().getEncoded()).substring(500));
        assertThat(SnsService.hasSealed(Partitions.open(world.store))).isTrue();
        assertThat(opened.current().key()).isEqualTo(before.key());
        assertThat(keys(world.vault).current().certificateName()).isEqualTo(before.certificateName());
    }

    @Test
    void anotherMasterKeyOpensNothingAndNothingIsMadeAnew() {
        keys(world.vault).current();
        byte[] row = get(SIGNING_KEY);
        PlatformApplication weather = found(world.application("ADM", "weather", adm()));

        assertThatThrownBy(() -> keys(AesVault.inMemory())).isInstanceOf(SealBroken.class)
                .hasMessageStartingWith("the key that signs notifications cannot be read from the store: ");
        assertThat(get(SIGNING_KEY)).isEqualTo(row);
        assertThatThrownBy(() -> PlatformApplicationRecord.read("arn:weather", row(weather), AesVault.inMemory()))
                .isInstanceOf(SealBroken.class).hasMessageStartingWith("the credentials of arn:weather cannot be read from the store: ");
    }

    @Test
    void credentialsDoNotOpenForAnotherApplicationOrAnotherLifeOfIt() {
        PlatformApplication weather = found(world.application("ADM", "weather", adm()));
        PlatformApplication news = found(world.application("ADM", "news", adm()));
        byte[] theirs = row(news);
        put(key(news), row(weather));
        assertThatThrownBy(world::reopen).isInstanceOf(SealBroken.class).hasMessageContaining(news.id().arn());

        put(key(news), theirs);
        byte[] laterLife = row(weather);
        laterLife[Long.BYTES] ^= 1;
        put(key(weather), laterLife);
        assertThatThrownBy(world::reopen).isInstanceOf(SealBroken.class).hasMessageContaining(weather.id().arn());
    }

    @Test
    void aPrivateKeyDoesNotOpenBesideAnotherCertificate() {
        byte[] row = SigningKeyRow.of(keys(world.vault).current()).write(world.vault);
        row[row.length - 1] ^= 1;

        assertThatThrownBy(() -> SigningKeyRow.read(row, world.vault)).isInstanceOf(SealBroken.class);
    }

    @Test
    void noBitOfASealedRowCanBeFlipped() {
        PlatformApplication weather = found(world.application("ADM", "weather", with(adm(), "Enabled", "true")));
        String arn = weather.id().arn();
        byte[] whole = row(weather);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThatThrownBy(() -> PlatformApplicationRecord.read(arn, damaged, world.vault)).as("bit " + bit).hasMessageContaining(arn);
        }
    }

    /** Else its credentials would be forgotten, with all that it has behind the attributes in the clear. */
    @Test
    void aSealedRowThatSaysItIsInTheClearIsRefused() {
        PlatformApplication weather = found(world.application("ADM", "weather", adm()));
        byte[] row = row(weather);
        row[0] = 1;
        put(key(weather), row);
        assertThatThrownBy(world::reopen).hasMessage("the record of " + weather.id().arn() + " is too long");
        assertThat(row(weather)).isEqualTo(row);

        keys(world.vault).current();
        byte[] signing = get(SIGNING_KEY);
        signing[0] = 1;
        put(SIGNING_KEY, signing);
        assertThatThrownBy(() -> keys(world.vault)).hasMessage("the stored signing key is damaged");
        assertThat(get(SIGNING_KEY)).isEqualTo(signing);
    }

    private SigningKeys keys(Vault vault) {
        return SigningKeys.open(Partitions.open(world.store), vault, new ManualClock(), new SecureRandom());
    }

    private PlatformApplication found(String arn) {
        return world.catalog.find(PlatformArn.parsed(arn, "app", 2).orElseThrow().application().orElseThrow()).orElseThrow();
    }

    /** As it was before there was a vault. */
    private void inTheClear(PlatformApplication application) {
        PlatformApplicationRecord record = application.record();
        put(key(application), Bytes.write(1, out -> {
            out.writeLong(record.incarnation());
            out.writeLong(record.createdAt());
            Bytes.map(out, record.attributes());
        }));
    }

    private byte[] row(PlatformApplication application) {
        return get(key(application));
    }

    private byte[] key(PlatformApplication application) {
        int partition = application.partition().number();
        List<byte[]> keys = new ArrayList<>();
        try (Scan scan = world.store.scan(Keys.of(partition, Tables.APPLICATION), Keys.of(partition, (byte) (Tables.APPLICATION + 1)))) {
            while (scan.next()) {
                if (text(scan.key()).endsWith(application.id().path())) {
                    keys.add(scan.key());
                }
            }
        }
        return keys.getFirst();
    }

    private byte[] get(byte[] key) {
        return world.store.get(key).orElseThrow();
    }

    private void put(byte[] key, byte[] row) {
        world.store.await(world.store.submit(new Batch().put(key, row), Urgency.NOW));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
