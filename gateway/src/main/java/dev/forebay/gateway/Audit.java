package dev.forebay.gateway;

/**
 * Who hears of every call of an AWS operation once it is over, before its client does. Called by the request's thread, which it
 * may hold up: the answer goes out when it returns.
 */
@FunctionalInterface
public interface Audit {

    /**
     * A call is over: answered, refused or failed.
     *
     * @throws RuntimeException when the call could not be recorded: its client gets that error in place of the answer
     */
    void over(FinishedCall call);

    /** Whether it wants to know what such calls asked for and were told; if not, large requests need not be kept until they are over. */
    default boolean hears(String service, String operation) {
        return true;
    }

    /** Nobody listens. */
    static Audit none() {
        return new Audit() {
            @Override
            public void over(FinishedCall call) {}

            @Override
            public boolean hears(String service, String operation) {
                return false;
            }
        };
    }
}
