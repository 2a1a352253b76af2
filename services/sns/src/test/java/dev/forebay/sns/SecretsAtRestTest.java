package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.couriers.Outbox;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.RocksStore;
import dev.forebay.testkit.DiskSearch;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;

/** Of the key that signs, of what opens push services and web servers, of tokens and one-time passwords nothing is to be read from the disk. */
class SecretsAtRestTest {
    private static final int PIECE = 20;
    private static final List<Map<String, String>> CREDENTIALS = List.of(
            PlatformWorld.apns(), PlatformWorld.gcm(), PlatformWorld.with(PlatformWorld.adm(), "PlatformPrincipal", "amzn-client-of-note"));

    @TempDir
    private Path directory;
    private final Vault vault = AesVault.inMemory();
    private Outbox mails;

    @Test
    void noSecretIsReadableInTheDataDirectory() {
        DiskSearch disk = new DiskSearch(directory);
        byte[] signing;
        String certificate;
        try (RocksStore store = open()) {
            SnsService service = service(store);
            SnsClient sns = service.client(InProcess.CALLER);
            create(sns, "APNS", CREDENTIALS.get(0));
            create(sns, "GCM", CREDENTIALS.get(1));
            String adm = create(sns, "ADM", CREDENTIALS.get(2));
            sns.setPlatformApplicationAttributes(r -> r.platformApplicationArn(adm).attributes(Map.of("EventDeliveryFailure", adm)));
            certificate = service.certificateName();
            signing = end(SigningKeyRow.read(store.get(Keys.of(0, Tables.SIGNING_KEY)).orElseThrow(), vault).key());

            assertThat(disk.readable(List.of("com.example.weather", "sns.amazonaws.com"))).hasSize(2);
            assertNothingIsFound(disk, signing);
            service.close();
        }
        assertNothingIsFound(disk, signing);
        try (RocksStore store = open(); SnsService service = service(store)) {
            assertThat(service.certificateName()).isEqualTo(certificate);
            assertThat(service.client(InProcess.CALLER).listPlatformApplications().platformApplications()).hasSize(3);
        }
    }

    @Test
    void noSecretOfASubscriptionOrAPhoneIsReadableInTheDataDirectory() {
        DiskSearch disk = new DiskSearch(directory);
        List<String> secrets = new ArrayList<>(List.of("the-password", "the-api-key", "joe@example.com"));
        try (RocksStore store = open(); SnsService service = service(store)) {
            SnsClient sns = service.client(InProcess.CALLER);
            String topic = sns.createTopic(r -> r.name("orders")).topicArn();
            subscribe(sns, topic, "http", "http://orders:the-password@127.0.0.1:1/in?key=the-api-key");
            String mail = subscribe(sns, topic, "email", "joe@example.com");
            Topic orders = service.catalog().find(TopicId.checked(topic, "TopicArn"));
            orders.roster().page(0, 10).forEach(one -> secrets.add(one.record().token()));
            sns.confirmSubscription(r -> r.topicArn(topic).token(secrets.getLast()));
            sns.publish(r -> r.topicArn(topic).message("a-message-of-note"));
            sns.setSubscriptionAttributes(r -> r.subscriptionArn(mail).attributeName("FilterPolicy").attributeValue("{\"colour\":[\"blue\"]}"));
            sns.unsubscribe(r -> r.subscriptionArn(mail));
            secrets.add(orders.ended().values().iterator().next().record().token());
            sns.createSMSSandboxPhoneNumber(r -> r.phoneNumber("+4915112345678"));
            secrets.add(mails.newest(1).getFirst().text().replaceAll("[^0-9]", ""));

            assertThat(disk.readable(List.of("a-message-of-note", "+4915112345678"))).hasSize(2);
            assertThat(secrets).hasSize(7).doesNotContain("");
            assertThat(disk.readable(secrets)).isEmpty();
        }
        assertThat(disk.readable(secrets)).isEmpty();
    }

    private static String subscribe(SnsClient sns, String topic, String protocol, String endpoint) {
        return sns.subscribe(r -> r.topicArn(topic).protocol(protocol).endpoint(endpoint).returnSubscriptionArn(true)).subscriptionArn();
    }

    private static void assertNothingIsFound(DiskSearch disk, byte[] signing) {
        assertThat(disk.finds(signing)).isFalse();
        assertThat(disk.readable(CREDENTIALS.stream().flatMap(SecretsAtRestTest::secrets).toList())).isEmpty();
    }

    /** Pieces of what is secret: keys are found by any line of them. */
    private static Stream<String> secrets(Map<String, String> attributes) {
        return Stream.of("PlatformCredential", "PlatformPrincipal").map(name -> attributes.getOrDefault(name, ""))
                .flatMap(value -> Stream.of(value.split("\\\\n|\n"))).filter(line -> line.length() > "KEY1".length() && !line.contains("-----"));
    }

    private static byte[] end(byte[] key) {
        return Arrays.copyOfRange(key, key.length - PIECE, key.length);
    }

    private static String create(SnsClient sns, String platform, Map<String, String> attributes) {
        return sns.createPlatformApplication(r -> r.platform(platform).name("weather").attributes(attributes)).platformApplicationArn();
    }

    private RocksStore open() {
        return RocksStore.open(directory, failure -> {
            throw new AssertionError(failure);
        });
    }

    private SnsService service(RocksStore store) {
        ManualClock clock = new ManualClock();
        ManualTimers timers = new ManualTimers(clock);
        Partitions partitions = Partitions.open(store);
        mails = Outbox.inMemory(1, clock::millis);
        FakeKms kms = new FakeKms();
        SqsService queues = SqsService.open(SqsConfig.defaults(), partitions, clock, timers, new SqsService.Outside(new Random(1), kms::client));
        return SnsService.open(SnsConfig.defaults(), partitions, clock, timers, new Random(2),
                new SnsService.Neighbours(queues::client, kms::client, () -> "http://localhost", new SnsCouriers(mails, _ -> mails), vault));
    }

    @Test
    void whatIsLookedForIsThereToBeFound() {
        assertThat(CREDENTIALS.stream().flatMap(SecretsAtRestTest::secrets)).hasSizeGreaterThan(10)
                .contains("the-secret", "amzn-client-of-note").allMatch(piece -> piece.getBytes(StandardCharsets.UTF_8).length > 4);
    }
}
