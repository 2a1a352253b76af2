package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    @TempDir
    Path directory;

    private final AtomicLong clock = new AtomicLong(Mails.NOW);

    private Outbox open() throws IOException {
        return Outbox.in(directory, 100, clock::get);
    }

    private static TextMessage text(String text) {
        return TextMessage.of("+15550100", text, TextMessage.Kind.TRANSACTIONAL);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aMailIsAFileThatMailProgramsOpen() throws Exception {
        Outcome outcome = open().send(Mails.mail("Größe", "Grüße\nzwei"));

        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(files()).containsExactly("20260101T000000.000Z-00000001.eml");
        MimeMessage mail = new MimeMessage(
                Session.getInstance(new Properties()), Files.newInputStream(directory.resolve(files().getFirst())));
        assertThat(mail.getSubject()).isEqualTo("Größe");
        assertThat(mail.getAllRecipients()[0].toString()).isEqualTo("ops@example.com");
    }

    @Test
    void aTextIsAFileThatPeopleRead() throws Exception {
        open().send(new TextMessage("+15550100", "first\n\nsecond", "Shop", "", TextMessage.Kind.PROMOTIONAL, "E1", "T1"));

        assertThat(Files.readString(directory.resolve("20260101T000000.000Z-00000001.txt"))).isEqualTo("""
                To: +15550100
                From: Shop
                Date: 2026-01-01T00:00:00Z
                Kind: promotional
                Entity: E1
                Template: T1

                first

                second""");
    }

    @Test
    void theNewestComesFirst() throws Exception {
        Outbox outbox = open();
        outbox.send(text("one"));
        clock.addAndGet(1000);
        outbox.send(Mails.mail("two", "2"));
        outbox.send(text("three"));

        assertThat(outbox.newest(10)).extracting(Outbox.Entry::text).containsExactly("three", "2", "one");
        assertThat(outbox.newest(2)).hasSize(2);
        assertThat(outbox.newest(0)).isEmpty();
        assertThat(outbox.newest(2).get(1)).isEqualTo(new Outbox.Entry("20260101T000001.000Z-00000001.eml",
                Mails.NOW + 1000, "Orders <no-reply@sns.example.com>", "ops@example.com", "two", "2"));
    }

    @Test
    void anOutboxInMemoryShowsTheSame() {
        Outbox outbox = Outbox.inMemory(2, clock::get);
        outbox.send(text("one"));
        outbox.send(Mails.mail("two", "2"));
        outbox.send(text("three"));

        assertThat(outbox.newest(10)).extracting(Outbox.Entry::text).containsExactly("three", "2");
    }

    @Test
    void anOutboxInMemoryIsBoundedInBytes() {
        Outbox outbox = Outbox.inMemory(1000, clock::get);
        for (int i = 0; i < 100; i++) {
            outbox.send(text("x".repeat(1 << 20)));
        }

        assertThat(outbox.newest(1000).size()).isBetween(1, 16);
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws Exception {
        Outbox outbox = Outbox.in(directory, 3, clock::get);
        IntStream.range(0, 5).forEach(i -> outbox.send(text("text " + i)));

        assertThat(files()).hasSize(3);
        assertThat(outbox.newest(10)).extracting(Outbox.Entry::text).containsExactly("text 4", "text 3", "text 2");
        assertThat(Outbox.in(directory, 1, clock::get).newest(10)).extracting(Outbox.Entry::text).containsExactly("text 4");
        assertThat(files()).hasSize(1);
    }

    @Test
    void aReopenedOutboxGoesOnWhereItWas() throws Exception {
        open().send(text("before"));
        Outbox reopened = open();
        clock.addAndGet(-5000);
        reopened.send(text("after, though the clock went back"));

        assertThat(reopened.newest(10)).extracting(Outbox.Entry::text)
                .containsExactly("after, though the clock went back", "before");
    }

    @Test
    void whatACrashLeftHalfWrittenIsRemovedAndWhatIsNotOursStays() throws Exception {
        Files.writeString(directory.resolve(".forebay-outbox-1"), "half");
        Files.writeString(directory.resolve("notes.txt"), "mine");

        assertThat(open().newest(10)).isEmpty();
        assertThat(files()).containsExactly("notes.txt");
    }

    @Test
    void whatPeopleRemoveOrSpoilIsPassedOver() throws Exception {
        Outbox outbox = open();
        outbox.send(text("one"));
        outbox.send(text("two"));
        outbox.send(text("three"));
        Files.delete(directory.resolve(files().get(0)));
        Files.writeString(directory.resolve(files().get(0)), "spoilt");

        assertThat(outbox.newest(10)).extracting(Outbox.Entry::text).containsExactly("three");
    }

    @Test
    void whatIsNoAddressIsRefusedAsAServerWould() throws Exception {
        assertThat(open().send(Mails.to("nobody"))).isInstanceOf(Outcome.Refused.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void aDirectoryThatIsGoneIsAFailure() throws Exception {
        Path inside = directory.resolve("outbox");
        Outbox outbox = Outbox.in(inside, 100, clock::get);
        Files.delete(inside);

        assertThat(outbox.send(text("lost"))).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void manyAtATimeAllGetNamesOfTheirOwn() throws Exception {
        Outbox outbox = open();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> sends = IntStream.range(0, 50)
                    .<Callable<Outcome>>mapToObj(i -> () -> outbox.send(text("text " + i))).toList();
            for (Future<Outcome> sent : threads.invokeAll(sends)) {
                assertThat(sent.get()).isInstanceOf(Outcome.Delivered.class);
            }
        }

        assertThat(files()).hasSize(50);
        assertThat(outbox.newest(100)).hasSize(50);
    }
}
