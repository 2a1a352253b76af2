package dev.forebay.couriers;

/**
 * How one attempt to deliver ended. A failed delivery is a fact that its sender acts upon, never an exception.
 *
 * <p>Each has the provider's status (an HTTP status, an SMTP reply code, an SMPP command status; 0 where there was no
 * answer) and a short text for people, which never holds the message itself or a secret.
 */
public sealed interface Outcome {

    /** The other side has taken it. */
    record Delivered(int status, String detail) implements Outcome {}

    /** The other side will not take it, now or later: trying again is of no use. */
    record Refused(int status, String detail) implements Outcome {}

    /** The other side could not take it now: the same attempt may go well later. */
    record Failed(int status, String detail) implements Outcome {}

    /** The address does not exist any more, such as an app that was removed from its device. */
    record Gone(int status, String detail) implements Outcome {}

    int status();

    String detail();
}
