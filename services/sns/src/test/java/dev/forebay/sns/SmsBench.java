package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.couriers.Outcome;
import dev.forebay.couriers.TextMessage;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import dev.forebay.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Text messages in process, on a store in memory, at a time that the test owns, with a courier that keeps what it gets. */
final class SmsBench {
    static final String NUMBER = "+15550100123";
    static final String OTHER = "+15550100999";
    static final Region REGION = new Region("us-east-1");
    static final Caller CALLER = Caller.root(AccountId.DEFAULT, REGION);

    final MemoryStore store = new MemoryStore();
    final ManualClock clock = new ManualClock();
    final List<TextMessage> sent = new ArrayList<>();
    Outcome outcome = new Outcome.Delivered(0, "fine");
    private final Vault vault = AesVault.inMemory();
    private final SmsConfig config;
    SmsDesk desk;
    SmsOperations sms;

    SmsBench(SmsConfig config) {
        this.config = config;
        reopen();
    }

    static SmsBench inSandbox() {
        return new SmsBench(new SmsConfig(true, List.of()));
    }

    /** What a restart does. */
    void reopen() {
        desk = SmsDesk.open(config, Partitions.open(store), clock, new Random(7), new SmsDesk.Means(this::send, vault));
        sms = as(CALLER);
    }

    SmsOperations as(Caller caller) {
        return new SmsOperations(desk, caller);
    }

    SmsPlace place() {
        return desk.place(CALLER.account(), CALLER.region());
    }

    Outcome send(TextMessage text) {
        sent.add(text);
        return outcome;
    }

    /** The digits in the text that was sent last. */
    String password() {
        return sent.getLast().text().replaceAll("[^0-9]", "");
    }

    /** Six digits that are not the password. */
    String wrongPassword() {
        return password().equals("123456") ? "654321" : "123456";
    }

    static AbstractStringAssert<?> assertRefused(String code, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("refused with " + code).isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        return assertThat(refusal.awsErrorDetails().errorMessage());
    }
}
