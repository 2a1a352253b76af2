package dev.forebay.wire;

/**
 * An error as it is told to the caller.
 *
 * @param type    its name in JSON
 * @param code    its code in Query
 * @param status  HTTP status
 * @param message for people; may be empty
 * @param error   what was thrown: modelled errors carry members of their own
 */
record Fault(String type, String code, int status, String message, Throwable error) {

    /** Whose fault it is, in AWS's words. */
    String blame() {
        return status < 500 ? "Sender" : "Receiver";
    }
}
