package dev.forebay.server;

import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * One message in the answer to one receive.
 *
 * @param message    as received, with all system attributes
 * @param life       which start of the server answered
 * @param moment     when the receive began and was answered
 * @param hiddenFor  milliseconds for which the message was to be hidden
 */
record CrashDelivery(Message message, int life, Moment moment, long hiddenFor) {

    /** The body begins with the key; what follows the first blank makes it longer. */
    String key() {
        return message.body().substring(0, message.body().indexOf(' '));
    }

    String attribute(MessageSystemAttributeName name) {
        return message.attributes().get(name);
    }

    /** Whether it came out of a dead-letter queue. */
    boolean isDeadLetter() {
        return message.attributes().containsKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
    }

    int receiveCount() {
        return Integer.parseInt(attribute(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
    }

    /** Whether one of two deliveries may lie so late that the other hid the message no longer. Clocks are the machine's. */
    boolean isApartFrom(CrashDelivery other) {
        return moment.answered >= other.moment.began + other.hiddenFor || other.moment.answered >= moment.began + hiddenFor;
    }

    /** Without the body. */
    @Override
    public String toString() {
        return "receive " + receiveCount() + " in life " + life + " between " + moment.began + " and " + moment.answered;
    }

    /**
     * When a request was made.
     *
     * @param began      milliseconds since 1970 before it went out
     * @param beganNanos the same by the JVM's clock, which orders it against other answers
     * @param answered   milliseconds since 1970 after the answer came
     */
    record Moment(long began, long beganNanos, long answered) {

        static Moment now() {
            return new Moment(System.currentTimeMillis(), System.nanoTime(), Long.MAX_VALUE);
        }

        Moment answeredNow() {
            return new Moment(began, beganNanos, System.currentTimeMillis());
        }
    }
}
