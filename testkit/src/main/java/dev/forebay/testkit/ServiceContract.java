package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What the contract suites of all services share: callers, names that are new in every test, so that a harness may keep its server, and
 * the harness, which lives as long as a test.
 */
public abstract class ServiceContract<H extends ServiceHarness> {
    protected static final Region HOME = new Region("eu-central-1");
    protected static final Caller ALICE = Caller.root(new AccountId("111111111111"), HOME);
    protected static final Caller BOB = Caller.root(new AccountId("222222222222"), HOME);
    protected static final Caller ALICE_ABROAD = Caller.root(ALICE.account(), new Region("us-west-2"));

    private static final AtomicInteger COUNT = new AtomicInteger();

    private H harness;

    /** Opens what is tested; closed after each test. */
    protected abstract H open();

    @BeforeEach
    void openHarness() {
        harness = open();
    }

    @AfterEach
    void closeHarness() {
        harness.close();
    }

    H harness() {
        return harness;
    }

    protected void pass(Duration time) {
        harness.pass(time);
    }

    /** A name that no other test uses. */
    protected static String newName(String stem) {
        return stem + "-" + COUNT.incrementAndGet() + "-" + ProcessHandle.current().pid();
    }

    /** The exception with which a call is refused. */
    static AwsServiceException refused(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(AwsServiceException.class);
        return (AwsServiceException) thrown;
    }
}
