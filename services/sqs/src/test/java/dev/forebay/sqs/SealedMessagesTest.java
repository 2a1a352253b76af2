package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.Keys;
import dev.forebay.store.Batch;
import dev.forebay.store.Store.Urgency;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What a sealed message is bound to, and what becomes of one that does not open. */
class SealedMessagesTest extends InProcessTest {
    private static final String SQS_KEY = "GenerateDataKey alias/aws-owned/sqs";

    @Override
    InProcess opened() {
        return InProcess.withCache(InProcess.NO_CACHE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alias/orders"})
    void messagesAreReadAfterARestart(String key) {
        String url = queue("orders", "KmsMasterKeyId", key);
        sendMany(url, "", "m", 20);
        reopen();

        assertThat(drain(url)).hasSize(20);
    }

    @Test
    void aRowInAnotherRowsPlaceIsNotDelivered() {
        String url = queue("orders");
        sendMany(url, "", "m", 3);
        byte[] first = row(url, 0);
        put(url, 0, row(url, 1));
        put(url, 1, first);

        assertThat(bodies(url)).containsExactly("m2");
    }

    @Test
    void aRowInAnotherQueueIsNotDelivered() {
        String url = queue("orders");
        String other = queue("others");
        send(url, "for some");
        send(other, "for others");
        put(other, 0, row(url, 0));

        assertThatThrownBy(() -> receive(other)).isInstanceOfSatisfying(SqsException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
        assertThat(bodies(url)).containsExactly("for some");
    }

    @Test
    void aFlippedBitAnywhereIsDamage() {
        String url = queue("orders", "VisibilityTimeout", "0");
        send(url, "m", r -> r.messageGroupId("g"));
        byte[] row = row(url, 0);
        Queue queue = process.service().queue(url, ALICE);
        int opened = 0;
        for (int bit = 8; bit < row.length * 8; bit++) {
            byte[] changed = row.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            opened += opens(queue, changed) ? 1 : 0;
        }
        assertThat(opens(queue, row)).isTrue();
        assertThat(opened).isZero();
    }

    private boolean opens(Queue queue, byte[] row) {
        try {
            dev.forebay.sqs.Message message = dev.forebay.sqs.Message.of(row);
            return process.service().environment().seals().opened(message, queue, 0, ALICE).bodyText().equals("m");
        } catch (RuntimeException refused) {
            return false;
        }
    }

    @Test
    void aDamagedMessageHidesNoOthersAndGoesToTheDeadLetterQueueAsItIs() {
        String dead = queue("dead");
        String url = queue("orders", "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":2}");
        send(url, "damaged");
        send(url, "well");
        byte[] row = row(url, 0);
        row[row.length - 1] ^= 1;
        put(url, 0, row);

        assertThat(bodies(url)).containsExactly("well");
        process.pass(Duration.ofSeconds(30));
        assertThat(bodies(url)).containsExactly("well");
        process.pass(Duration.ofSeconds(30));
        assertThat(receive(url)).isEmpty();
        assertCounts(dead, 2, 0, 0);
        assertThat(bodies(dead)).containsExactly("well");

        sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)));
        process.pass(Duration.ofSeconds(31));
        sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)));
        process.pass(Duration.ofSeconds(1));
        assertCounts(url, 2, 0, 0);
        assertThat(bodies(url)).as("still not what it was").containsExactly("well");
    }

    @Test
    void aMessageInTransitArrivesAfterACrashAndIsReadThere() {
        String dead = queue("dead", "KmsMasterKeyId", "alias/dead");
        String url = queue("orders", "KmsMasterKeyId", "alias/orders");
        send(url, "m");
        Queue source = process.service().queue(url, ALICE);
        source.takeAway(1, arn(dead));
        reopen();

        Message message = receiveOne(dead);
        assertThat(message.body()).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "DisabledException", "KMSInternalException"})
    void aMessageThatKmsDoesNotLetMoveWaitsAndArrivesOnceItDoes(String code) {
        String dead = queue("dead", "KmsMasterKeyId", "alias/dead");
        String url = queue("orders", "KmsMasterKeyId", "alias/orders", "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}", "VisibilityTimeout", "0");
        send(url, "m");
        assertThat(bodies(url)).containsExactly("m");
        process.kms.refuse(SQS_KEY, code);

        assertThat(receive(url)).isEmpty();
        process.pass(Duration.ofSeconds(11));
        reopen();
        assertThat(receive(dead)).isEmpty();
        process.pass(Duration.ofSeconds(11));
        assertThat(receive(dead)).isEmpty();
        process.kms.allow(SQS_KEY);
        process.pass(Duration.ofSeconds(11));
        assertThat(bodies(dead)).containsExactly("m");
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aMoveTaskGoesOnOnceKmsLetsIt() {
        String dead = queue("dead", "KmsMasterKeyId", "alias/dead");
        String url = queue("orders", "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}");
        sendMany(dead, "", "m", 20);
        process.kms.refuse(SQS_KEY, "ThrottlingException");
        sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)).destinationArn(arn(url)));
        process.pass(Duration.ofSeconds(25));
        assertThat(receive(url)).isEmpty();

        process.kms.allow(SQS_KEY);
        process.pass(Duration.ofSeconds(25));
        assertThat(drain(url)).hasSize(20);
        assertThat(sqs.listMessageMoveTasks(r -> r.sourceArn(arn(dead))).results()).singleElement().satisfies(task -> {
            assertThat(task.status()).isEqualTo("COMPLETED");
            assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(20);
        });
    }

    @Test
    void aRefusedKeyIsNoDamageWhenAMovedMessageMovesOn() {
        String dead = queue("dead", "KmsMasterKeyId", "alias/dead");
        String url = queue("orders", "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}");
        send(dead, "m");
        sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)).destinationArn(arn(url)));
        process.pass(Duration.ofSeconds(1));
        process.service().queue(url, ALICE).takeAway(1, arn(dead));
        process.kms.refuse("Decrypt alias/aws-owned/sqs", "DisabledException");
        reopen();
        assertThat(receive(dead)).isEmpty();

        process.kms.allow("Decrypt alias/aws-owned/sqs");
        process.pass(Duration.ofSeconds(11));
        assertThat(bodies(dead)).containsExactly("m");
    }

    @Test
    void dataKeysThatAreNeededStayAndOthersGo() {
        String url = queue("orders", "KmsMasterKeyId", "alias/orders", "MessageRetentionPeriod", "1209600");
        for (int day = 0; day < 20; day++) {
            process.pass(Duration.ofDays(1));
            send(url, "day " + day);
        }
        reopen();
        assertThat(dataKeys()).isBetween(14, 17);
        assertThat(drain(url)).contains("day 19", "day 7").hasSizeBetween(13, 15);
    }

    private int dataKeys() {
        int count = 0;
        for (int partition = 0; partition < 16; partition++) {
            try (var scan = process.store.scan(Keys.of(partition, Tables.DATA_KEY), Keys.of(partition, (byte) (Tables.DATA_KEY + 1)))) {
                while (scan.next()) {
                    count++;
                }
            }
        }
        return count;
    }

    private byte[] row(String url, long sequence) {
        return process.store.get(key(url, sequence)).orElseThrow().clone();
    }

    private void put(String url, long sequence, byte[] row) {
        process.store.await(process.store.submit(new Batch().put(key(url, sequence), row), Urgency.NOW));
    }

    private byte[] key(String url, long sequence) {
        Queue queue = process.service().queue(url, ALICE);
        return Keys.of(queue.partition().number(), Tables.MESSAGE, queue.incarnation(), sequence);
    }
}
