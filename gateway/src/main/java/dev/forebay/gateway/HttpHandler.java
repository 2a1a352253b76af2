package dev.forebay.gateway;

/** Answers requests, each on the virtual thread that is the request's own: blocking is what the thread is for. */
@FunctionalInterface
public interface HttpHandler {

    /**
     * Answers one request. Whatever it throws is answered with a 500 and logged once; an {@link HttpFailure} is answered
     * with its status. The thread is interrupted when the client leaves or the server stops.
     */
    void handle(Exchange exchange) throws Exception;
}
