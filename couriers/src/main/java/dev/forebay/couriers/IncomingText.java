package dev.forebay.couriers;

/**
 * A text that a phone sent to us, such as STOP.
 *
 * @param from the phone's number, with a plus sign where it is international
 * @param to   the number that it was sent to, as the message centre writes it
 * @param text the text
 */
public record IncomingText(String from, String to, String text) {

    /** Leaves the text out. */
    @Override
    public String toString() {
        return "IncomingText[" + from + " to " + to + "]";
    }
}
