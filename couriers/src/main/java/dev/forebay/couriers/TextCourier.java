package dev.forebay.couriers;

/** Carries text messages. Safe for any thread; may block, with a time limit. */
public interface TextCourier {

    /** Makes one attempt. */
    Outcome send(TextMessage text);
}
