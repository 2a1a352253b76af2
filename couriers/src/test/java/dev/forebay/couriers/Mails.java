package dev.forebay.couriers;

import java.util.Map;

/** Mails for tests. */
final class Mails {
    static final long NOW = 1_767_225_600_000L;

    private Mails() {}

    static Mail mail(String subject, String text) {
        return new Mail("mail-1", "Orders", "no-reply@sns.example.com", "ops@example.com", subject, text,
                Map.of("X-Topic", "arn:aws:sns:us-east-1:000000000000:orders"));
    }

    static Mail to(String receiver) {
        return new Mail("mail-1", "", "no-reply@sns.example.com", receiver, "Hello", "text", Map.of());
    }
}
