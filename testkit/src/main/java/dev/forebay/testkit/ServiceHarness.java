package dev.forebay.testkit;

import java.time.Duration;

/** A service under test, in process or behind a socket. What a test leaves behind may be seen by the next one. */
public interface ServiceHarness extends AutoCloseable {

    /** Lets time pass, and what it makes due happen. Where time is real and long, the test is to be aborted instead. */
    void pass(Duration time);

    @Override
    void close();
}
