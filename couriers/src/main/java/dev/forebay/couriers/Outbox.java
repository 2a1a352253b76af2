package dev.forebay.couriers;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps mails and texts where a person can look at them, for a house that has no mail server or no message centre: as
 * files in a directory ({@code *.eml} for any mail program, {@code *.txt} for any eye), or in memory. Safe for any
 * thread. What was kept in a directory is there after a power cut.
 */
public final class Outbox implements MailCourier, TextCourier {

    /** How many entries an outbox keeps when nobody says otherwise; the oldest go. */
    public static final int DEFAULT_LIMIT = 10_000;

    private final OutboxShelf shelf;
    private final LongSupplier clock;

    private Outbox(OutboxShelf shelf, LongSupplier clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** An outbox that is gone with the process. */
    public static Outbox inMemory(int limit, LongSupplier clock) {
        return new Outbox(new OutboxMemory(limit), clock);
    }

    /**
     * An outbox in a directory, which is made when it is missing. Other files there are left alone.
     *
     * @throws IOException when the directory cannot be made or read
     */
    public static Outbox in(Path directory, int limit, LongSupplier clock) throws IOException {
        return new Outbox(OutboxFiles.open(directory, limit), clock);
    }

    @Override
    public Outcome send(Mail mail) {
        long now = clock.getAsLong();
        try {
            return keep(OutboxName.MAIL, now, MailFormat.bytes(mail, now));
        } catch (MessagingException e) {
            return new Outcome.Refused(0, "not a mail address");
        } catch (IOException e) {
            return failed(e);
        }
    }

    @Override
    public Outcome send(TextMessage text) {
        long now = clock.getAsLong();
        try {
            return keep(OutboxName.TEXT, now, TextFormat.bytes(text, now));
        } catch (IOException e) {
            return failed(e);
        }
    }

    private Outcome keep(String suffix, long now, byte[] content) throws IOException {
        return new Outcome.Delivered(0, "kept in the outbox as " + shelf.put(suffix, now, content));
    }

    private static Outcome failed(IOException e) {
        return new Outcome.Failed(0, "the outbox cannot keep it: " + e);
    }

    /** The newest entries, newest first. What was removed or changed beyond recognition by others is passed over. */
    public List<Entry> newest(int count) {
        List<Entry> entries = new ArrayList<>();
        for (String name : shelf.newestFirst()) {
            if (entries.size() >= count) {
                break;
            }
            read(name).ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<Entry> read(String name) {
        try {
            Optional<byte[]> content = shelf.read(name);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(name.endsWith(OutboxName.MAIL)
                    ? MailFormat.read(name, content.get()) : TextFormat.read(name, content.get()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * What would have been sent.
     *
     * @param name    the file's name, or what it would be; names sort by time
     * @param at      when, milliseconds since 1970; of mails, to the second
     * @param from    the sender; empty for none
     * @param to      a mail address or a phone number
     * @param subject empty for texts
     * @param text    the text
     */
    public record Entry(String name, long at, String from, String to, String subject, String text) {}
}
