package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.Bytes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Batch;
import dev.forebay.store.Scan;
import dev.forebay.store.Store.Urgency;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.SealBroken;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

/** Endpoints, tokens and one-time passwords that earlier builds kept in the clear are read, go on to work, and are sealed. */
class SealedSubscriptionsTest {
    private static final String ENDPOINT = "http://orders:the-password@127.0.0.1:1/in?key=the-api-key";
    private static final String PHONE = "+4915112345678";

    private final InProcess world = new InProcess();
    private final String topic = sns().createTopic(r -> r.name("orders")).topicArn();

    @Test
    void rowsOfAnEarlierBuildWorkAndAreSealedAtTheFirstStart() {
        String web = subscribe("http", ENDPOINT);
        String mail = subscribe("email", "joe@example.com");
        String left = subscribe("email", "jane@example.com");
        String restores = leave(left);
        String confirms = token(mail);
        sns().createSMSSandboxPhoneNumber(r -> r.phoneNumber(PHONE));
        String password = world.outbox.newest(1).getFirst().text().replaceAll("[^0-9]", "");

        Topic orders = find(mail).topic();
        orders.roster().page(0, 10).forEach(one -> inTheClear(one, Tables.SUBSCRIPTION));
        orders.ended().values().forEach(one -> inTheClear(one, Tables.ENDED));
        passwordInTheClear(password);
        assertThat(disk()).contains("the-password", "the-api-key", confirms, restores, password, "jane@example.com");
        assertThat(SnsService.hasSealed(Partitions.open(world.store))).isFalse();

        world.reopen();
        assertNothingIsReadable(confirms, restores, password);
        assertThat(SnsService.hasSealed(Partitions.open(world.store))).isTrue();
        assertThat(endpoint(web)).isEqualTo(ENDPOINT);
        assertThat(sns().confirmSubscription(r -> r.topicArn(topic).token(confirms)).subscriptionArn()).isEqualTo(mail);
        assertThat(sns().confirmSubscription(r -> r.topicArn(topic).token(restores)).subscriptionArn()).isEqualTo(left);
        sns().verifySMSSandboxPhoneNumber(r -> r.phoneNumber(PHONE).oneTimePassword(password));
        assertNothingIsReadable(confirms, restores, password);

        world.reopen();
        assertThat(endpoint(web)).isEqualTo(ENDPOINT);
        assertThat(endpoint(left)).isEqualTo("jane@example.com");
        assertThat(sns().listSMSSandboxPhoneNumbers(_ -> { }).phoneNumbers().getFirst().statusAsString()).isEqualTo("Verified");
    }

    /** AWS: lists have stars for a password, and the subscription's own attributes tell it. */
    @Test
    void aPasswordIsNotListed() {
        String web = subscribe("http", ENDPOINT);
        subscribe("https", "https://orders@example.com/a:b@c");
        assertThat(sns().listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions()).extracting(one -> one.endpoint())
                .containsExactlyInAnyOrder("http://orders:****@127.0.0.1:1/in?key=the-api-key", "https://orders@example.com/a:b@c");
        assertThat(sns().listSubscriptions().subscriptions()).extracting(one -> one.endpoint()).noneMatch(one -> one.contains("the-password"));
        assertThat(endpoint(web)).isEqualTo(ENDPOINT);
        assertThat(subscribe("http", ENDPOINT)).as("the same subscription").isEqualTo(web);
    }

    @Test
    void whatHasNoSecretIsStoredAsItWas() {
        subscribe("sms", PHONE);
        assertThat(SnsService.hasSealed(Partitions.open(world.store))).isFalse();
    }

    @Test
    void aSubscriptionDoesNotOpenUnderAnotherMasterKeyForAnotherTopicOrNumber() {
        Subscription web = find(subscribe("http", ENDPOINT));
        byte[] row = web.row(world.vault);
        assertThatThrownBy(() -> SubscriptionRow.read(topic, web.number(), row, AesVault.inMemory()))
                .isInstanceOf(SealBroken.class).hasMessageStartingWith("a subscription of " + topic + " cannot be read from the store: ");
        assertThatThrownBy(() -> SubscriptionRow.read(topic + "2", web.number(), row, world.vault)).isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> SubscriptionRow.read(topic, web.number() + 1, row, world.vault)).isInstanceOf(SealBroken.class);
        assertThat(SubscriptionRow.read(topic, web.number(), row, world.vault)).isEqualTo(web.record());
    }

    @Test
    void noBitOfASealedRowCanBeFlipped() {
        Subscription web = find(subscribe("http", ENDPOINT));
        byte[] whole = web.row(world.vault);
        SmsSandboxNumber number = SmsSandboxNumber.added("123456", 7);
        byte[] password = SmsRecords.write(number, "here", world.vault);
        assertThat(SmsRecords.readSandboxNumber(password, "here", world.vault).matches("123456")).isTrue();
        assertThatThrownBy(() -> SmsRecords.readSandboxNumber(password, "there", world.vault)).isInstanceOf(SealBroken.class);

        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] damaged = flipped(whole, bit);
            assertThatThrownBy(() -> SubscriptionRow.read(topic, web.number(), damaged, world.vault)).as("bit " + bit).isInstanceOf(RuntimeException.class);
        }
        for (int bit = 0; bit < password.length * Byte.SIZE; bit++) {
            byte[] damaged = flipped(password, bit);
            assertThatThrownBy(() -> SmsRecords.readSandboxNumber(damaged, "here", world.vault)).as("bit " + bit).isInstanceOf(RuntimeException.class);
        }
    }

    private static byte[] flipped(byte[] whole, int bit) {
        byte[] damaged = whole.clone();
        damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        return damaged;
    }

    private void assertNothingIsReadable(String... secrets) {
        assertThat(disk()).doesNotContain(secrets).doesNotContain("the-password").doesNotContain("the-api-key").doesNotContain("jane@example.com");
    }

    private SnsClient sns() {
        return world.sns();
    }

    private String subscribe(String protocol, String endpoint) {
        return sns().subscribe(r -> r.topicArn(topic).protocol(protocol).endpoint(endpoint).returnSubscriptionArn(true)).subscriptionArn();
    }

    private String endpoint(String subscription) {
        return sns().getSubscriptionAttributes(r -> r.subscriptionArn(subscription)).attributes().get("Endpoint");
    }

    private Subscription find(String arn) {
        SubscriptionId id = SubscriptionId.checked(arn);
        return world.service.catalog().find(id.topic()).roster().find(id.id());
    }

    private String token(String subscription) {
        return find(subscription).record().token();
    }

    /** Confirms and ends it; returns the token that brings it back. */
    private String leave(String subscription) {
        String token = token(subscription);
        sns().confirmSubscription(r -> r.topicArn(topic).token(token));
        sns().unsubscribe(r -> r.subscriptionArn(subscription));
        return world.service.catalog().find(SubscriptionId.checked(subscription).topic()).ended().values().iterator().next().record().token();
    }

    /** As it was before subscriptions were sealed. */
    private void inTheClear(Subscription subscription, byte table) {
        SubscriptionRecord record = subscription.record();
        put(Keys.of(subscription.partition().number(), table, subscription.topic().incarnation(), record.number()), Bytes.write(1, out -> {
            Bytes.uuid(out, record.id());
            Bytes.text(out, record.protocol().aws);
            Bytes.text(out, record.endpoint());
            Bytes.text(out, record.owner().value());
            Bytes.text(out, record.principal());
            out.writeByte(record.confirmed() ? 1 : 0);
            out.writeLong(record.createdAt());
            Bytes.text(out, record.token());
            Bytes.map(out, record.attributes().stored());
        }));
    }

    private void passwordInTheClear(String password) {
        SmsPlace place = world.service.phones().place(InProcess.CALLER.account(), InProcess.CALLER.region());
        put(place.key(SmsPlace.SANDBOX, PHONE), Bytes.write(1, out -> {
            out.writeBoolean(false);
            out.writeUTF(password);
            out.writeInt(0);
            out.writeLong(world.clock.millis());
            out.writeInt(1);
            out.writeLong(world.clock.millis());
        }));
    }

    private void put(byte[] key, byte[] row) {
        world.store.await(world.store.submit(new Batch().put(key, row), Urgency.NOW));
    }

    /** All that is stored, as somebody reads it who found the disk. */
    private String disk() {
        StringBuilder all = new StringBuilder();
        for (Partition partition : Partitions.open(world.store).all()) {
            try (Scan scan = world.store.scan(Keys.of(partition.number(), (byte) 0), Keys.of(partition.number(), (byte) 0x7f))) {
                while (scan.next()) {
                    all.append(new String(scan.value(), StandardCharsets.ISO_8859_1)).append('\n');
                }
            }
        }
        return all.toString();
    }
}
