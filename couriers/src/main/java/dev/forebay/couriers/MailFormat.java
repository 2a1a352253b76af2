package dev.forebay.couriers;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;

/** Mails as RFC 5322 writes them: what goes to a mail server, and what a mail program opens. */
final class MailFormat {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final Session NO_SERVER = Session.getInstance(new Properties());

    private MailFormat() {}

    /** @throws MessagingException when an address is none */
    static MimeMessage message(Mail mail, Session session, long now) throws MessagingException {
        InternetAddress from = address(mail.from(), mail.fromName());
        MimeMessage message = new Identified(session, "<" + mail.id() + "@" + domain(mail.from()) + ">");
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, address(mail.to(), ""));
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(new Date(now));
        message.setText(mail.text(), UTF_8);
        // RFC 3834: holds absence notes and the like off.
        message.setHeader("Auto-Submitted", "auto-generated");
        for (var header : mail.headers().entrySet()) {
            message.setHeader(header.getKey(), encoded(header.getValue()));
        }
        message.saveChanges();
        return message;
    }

    static byte[] bytes(Mail mail, long now) throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message(mail, NO_SERVER, now).writeTo(bytes);
        return bytes.toByteArray();
    }

    /** What a person wants to see of a mail that {@link #bytes} made. */
    static Outbox.Entry read(String name, byte[] bytes) throws IOException {
        try {
            MimeMessage message = new MimeMessage(NO_SERVER, new ByteArrayInputStream(bytes));
            return new Outbox.Entry(
                    name,
                    message.getSentDate() == null ? 0 : message.getSentDate().getTime(),
                    first(message.getFrom()),
                    first(message.getRecipients(Message.RecipientType.TO)),
                    message.getSubject() == null ? "" : message.getSubject(),
                    message.getContent() instanceof String text ? text.replace("\r\n", "\n") : "");
        } catch (MessagingException e) {
            throw new IOException("not a mail", e);
        }
    }

    private static String first(Address[] addresses) {
        return addresses == null || addresses.length == 0 ? "" : ((InternetAddress) addresses[0]).toUnicodeString();
    }

    private static InternetAddress address(String address, String name) throws MessagingException {
        InternetAddress parsed = new InternetAddress(address, true);
        if (!parsed.getAddress().equals(address) || parsed.isGroup()) {
            throw new MessagingException("more than an address");
        }
        try {
            if (!name.isEmpty()) {
                parsed.setPersonal(name, UTF_8);
            }
        } catch (java.io.UnsupportedEncodingException e) {
            throw new MessagingException("UTF-8 is unknown", e);
        }
        return parsed;
    }

    private static String encoded(String value) throws MessagingException {
        try {
            return jakarta.mail.internet.MimeUtility.encodeText(value, UTF_8, null);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new MessagingException("UTF-8 is unknown", e);
        }
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** A message whose id is given, not made of this machine's name and clock. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
