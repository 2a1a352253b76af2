package dev.forebay.server;

import dev.forebay.couriers.Outbox;
import dev.forebay.gateway.PublicFiles;
import dev.forebay.sns.SnsService;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can be looked at with a browser: the certificates of signatures, and in open mode how deliveries went and what lies in the outbox.
 * These two are nobody's business where people are asked who they are, and a browser does not sign.
 */
final class Inspection implements PublicFiles {
    /** Entries shown of the outbox, the newest first. */
    private static final int SHOWN = 100;

    private final SnsService sns;
    private final Outbox outbox;
    private final boolean open;

    Inspection(SnsService sns, Outbox outbox, boolean open) {
        this.sns = sns;
        this.outbox = outbox;
        this.open = open;
    }

    @Override
    public Optional<PublicFile> find(String path) {
        if (path.startsWith("/SimpleNotificationService-")) {
            return sns.certificate(path.substring(1)).map(pem -> new PublicFile("application/x-pem-file", pem));
        }
        return open ? forDevelopers(path) : Optional.empty();
    }

    private Optional<PublicFile> forDevelopers(String path) {
        return switch (path) {
            case "/_forebay/deliveries" -> Optional.of(file("application/json", sns.deliveries()));
            case "/_forebay/outbox" -> Optional.of(file("text/plain; charset=utf-8", outbox()));
            default -> Optional.empty();
        };
    }

    private static PublicFile file(String type, String text) {
        return new PublicFile(type, text.getBytes(StandardCharsets.UTF_8));
    }

    private String outbox() {
        String entries = outbox.newest(SHOWN).stream().map(Inspection::shown).collect(Collectors.joining("\n"));
        return entries.isEmpty() ? "Nothing is in the outbox. Mails and texts come here where no server is configured to carry them.\n" : entries;
    }

    private static String shown(Outbox.Entry entry) {
        String subject = entry.subject().isEmpty() ? "" : "Subject: " + entry.subject() + "\n";
        return "---- " + Instant.ofEpochMilli(entry.at()) + "  " + entry.name() + "\nTo: " + entry.to() + "\n" + subject + "\n" + entry.text() + "\n";
    }
}
