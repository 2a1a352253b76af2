package dev.forebay.couriers;

/** Carries mails. Safe for any thread; may block, with a time limit. */
public interface MailCourier {

    /** Makes one attempt. */
    Outcome send(Mail mail);
}
