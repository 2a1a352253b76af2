package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.forebay.server.CrashQueue.Counts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A server on a volume of 96 MiB that runs full. Needs root, to mount one. */
class DiskFullTest {
    private static final CrashQueue ORDERS = CrashQueue.standard("orders");
    private static final String SIZE = "96m";
    private static final int BALLAST_BYTES = 20 << 20;
    private static final int BODY_BYTES = 100_000;
    private static final int UNAVAILABLE = 503;
    private static final int STORAGE_FAILED = 74;
    private static final int TRIES = 100_000;

    @TempDir
    private Path folder;

    private Path volume;
    private boolean mounted;
    private final Random random = new Random(1);
    /** Numbers of messages that were acknowledged and not deleted. */
    private final Set<Integer> kept = new HashSet<>();
    /** Numbers of messages whose deletion got no answer. */
    private final Set<Integer> open = new HashSet<>();
    private int next;

    @BeforeEach
    void mount() throws Exception {
        volume = Files.createDirectory(folder.resolve("volume"));
        if (!"root".equals(System.getProperty("user.name"))) {
            abort("only root can mount a small volume");
        }
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", volume.toString())
                .redirectErrorStream(true).start();
        String said = new String(mount.getInputStream().readAllBytes());
        mounted = mount.waitFor() == 0;
        if (!mounted) {
            Tool.missing("cannot mount a small volume: " + said);
        }
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(new ProcessBuilder("umount", volume.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor()).isZero();
        }
    }

    @Test
    void sendsAreRefusedInTimeEverythingElseGoesOnAndNothingIsLost() throws Exception {
        Path ballast = ballast(BALLAST_BYTES);
        try (CrashServer server = server()) {
            URI endpoint = server.endpoint();
            try (SqsClient sqs = CrashClient.of(endpoint)) {
                fill(sqs);
                assertThat(kept).hasSizeGreaterThan(100);
                deleteSome(sqs, 20);
                assertThat(ORDERS.counts(sqs)).isEqualTo(new Counts(kept.size(), 0, 0));
            }
            server.kill();
        }
        try (CrashServer server = server()) {
            URI endpoint = server.endpoint();
            try (SqsClient sqs = CrashClient.of(endpoint)) {
                assertThat(ORDERS.counts(sqs)).isEqualTo(new Counts(kept.size(), 0, 0));
                deleteSome(sqs, 20);
                Files.delete(ballast);
                sendUntilTaken(sqs);
                fill(sqs);
                takeEverythingOut(sqs);
                sendUntilTaken(sqs);
                takeEverythingOut(sqs);
            }
            server.terminate();
            server.exitCode();
            assertThat(server.errors()).isEmpty();
        }
    }

    @Test
    void whatIsAcknowledgedSurvivesAVolumeThatOthersFillToTheLastByte() throws Exception {
        Path ballast;
        try (CrashServer server = server()) {
            URI endpoint = server.endpoint();
            try (SqsClient sqs = CrashClient.of(endpoint)) {
                for (int i = 0; i < 50; i++) {
                    send(sqs);
                }
                ballast = ballast(Integer.MAX_VALUE);
                if (!isDeletingPossible(sqs)) {
                    assertThat(server.exitCode()).isEqualTo(STORAGE_FAILED);
                    assertThat(server.errors()).contains("storage failed", "No space left on device");
                }
            }
            server.kill();
        }
        try (CrashServer server = server()) {
            assertThat(server.exitCode()).isEqualTo(STORAGE_FAILED);
            assertThat(server.errors().lines()).singleElement().asString().contains("No space left on device");
        }
        Files.delete(ballast);
        try (CrashServer server = server()) {
            URI endpoint = server.endpoint();
            try (SqsClient sqs = CrashClient.of(endpoint)) {
                sendUntilTaken(sqs);
                takeEverythingOut(sqs);
            }
        }
    }

    private CrashServer server() throws IOException {
        return new CrashServer(folder, volume.resolve("data"));
    }

    /** Sends until the server says that there is no room; what it says must help. */
    private void fill(SqsClient sqs) {
        for (int i = 0; i < TRIES; i++) {
            try {
                send(sqs);
            } catch (SqsException refusal) {
                assertThat(refusal.statusCode()).isEqualTo(UNAVAILABLE);
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
                assertThat(refusal.awsErrorDetails().errorMessage()).contains("disk");
                return;
            }
        }
        fail("the volume does not get full");
    }

    /** As clients do that are refused: they try again. */
    private void sendUntilTaken(SqsClient sqs) {
        for (int i = 0; i < TRIES; i++) {
            try {
                send(sqs);
                return;
            } catch (SqsException refusal) {
                assertThat(refusal.statusCode()).isEqualTo(UNAVAILABLE);
            }
        }
        fail("there is room, but sends are refused");
    }

    private void send(SqsClient sqs) {
        byte[] noise = new byte[BODY_BYTES / 2];
        random.nextBytes(noise);
        String body = next + " " + HexFormat.of().formatHex(noise);
        sqs.sendMessage(r -> r.queueUrl(url(sqs)).messageBody(body));
        kept.add(next++);
    }

    /** On a disk without a byte left: done, or cut off by the end of the server. */
    private boolean isDeletingPossible(SqsClient sqs) {
        try {
            deleteSome(sqs, 20);
            return true;
        } catch (SdkException refused) {
            return false;
        }
    }

    private void takeEverythingOut(SqsClient sqs) {
        while (!kept.isEmpty()) {
            deleteSome(sqs, 1);
        }
        assertThat(ORDERS.counts(sqs).sum()).isLessThanOrEqualTo(open.size());
    }

    /** Receives and deletes at least so many. */
    private void deleteSome(SqsClient sqs, int count) {
        for (int deleted = 0; deleted < count; ) {
            List<Message> messages = ORDERS.receive(sqs, 0);
            assertThat(messages).as("kept: %s", kept).isNotEmpty();
            for (Message message : messages) {
                int number = Integer.parseInt(message.body().substring(0, message.body().indexOf(' ')));
                assertThat(kept.remove(number) || open.remove(number)).as("message %d was not deleted before", number).isTrue();
                open.add(number);
                sqs.deleteMessage(r -> r.queueUrl(url(sqs)).receiptHandle(message.receiptHandle()));
                open.remove(number);
                deleted++;
            }
        }
    }

    private static String url(SqsClient sqs) {
        return ORDERS.url(sqs);
    }

    /** Takes so many bytes of the volume, or all that is left. */
    private Path ballast(int bytes) throws IOException {
        Path file = volume.resolve("ballast");
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < bytes; written += block.length) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return file;
    }
}
