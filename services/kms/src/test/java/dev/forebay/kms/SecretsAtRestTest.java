package dev.forebay.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.store.RocksStore;
import dev.forebay.store.StoreConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Nothing secret can be read from the disk. */
class SecretsAtRestTest {
    private static final Caller USER = Caller.root(new AccountId("111111111111"), Region.DEFAULT);
    private static final int PIECE = 20;

    @TempDir
    Path directory;

    private final List<byte[]> secrets = new ArrayList<>();

    @Test
    void noSecretIsReadableInTheDataDirectory() {
        InProcess kms = new InProcess(RocksStore.open(StoreConfig.of(directory), failed -> { }));
        KmsClient client = kms.client(USER);
        String key = client.createKey(r -> r.description("a description that is no secret")).keyMetadata().keyId();
        client.createKey(r -> r.keySpec(KeySpec.RSA_2048).keyUsage(KeyUsageType.SIGN_VERIFY));
        client.createKey(r -> r.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY));
        client.createKey(r -> r.keySpec(KeySpec.HMAC_512).keyUsage(KeyUsageType.GENERATE_VERIFY_MAC));
        client.rotateKeyOnDemand(r -> r.keyId(key));
        secrets.add(client.generateDataKey(r -> r.keyId(key).keySpec(DataKeySpec.AES_256)).plaintext().asByteArray());
        byte[] plaintext = "a plaintext that nobody should find".getBytes(StandardCharsets.UTF_8);
        secrets.add(plaintext);
        client.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromByteArray(plaintext)));
        kms.service().rings().at(Place.of(USER)).keys().forEach(one -> one.versions().forEach(version -> addSecret(kms, one, version)));

        assertThat(secrets).hasSize(7);
        assertThat(filesWith("a description that is no secret".getBytes(StandardCharsets.UTF_8))).isNotEmpty();
        secrets.forEach(secret -> assertThat(filesWith(secret)).isEmpty());
        kms.close();
        secrets.forEach(secret -> assertThat(filesWith(secret)).isEmpty());
    }

    private void addSecret(InProcess kms, KeyRecord key, Version version) {
        secrets.add(switch (kms.service().materials().open(key, version)) {
            case Material.Secret secret -> secret.key().getEncoded();
            // The end of it: the beginning of PKCS#8 is the same for all keys of a kind.
            case Material.Pair pair -> Arrays.copyOfRange(pair.privateKey().getEncoded(), pair.privateKey().getEncoded().length - PIECE,
                    pair.privateKey().getEncoded().length);
        });
        assertThat(new String(version.sealed(), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secrets.getLast(), StandardCharsets.ISO_8859_1));
        assertThat(key.toString() + version + kms.service().materials().open(key, version)).doesNotContain("sealed=[");
    }

    private List<Path> filesWith(byte[] wanted) {
        String text = new String(wanted, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).filter(file -> read(file).contains(text)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
