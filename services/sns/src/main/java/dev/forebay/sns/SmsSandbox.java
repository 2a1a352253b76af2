package dev.forebay.sns;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Clock;
import dev.forebay.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.OptedOutException;
import software.amazon.awssdk.services.sns.model.UserErrorException;
import software.amazon.awssdk.services.sns.model.VerificationException;

/** The numbers that an account may send texts to while it is in the sandbox, and how they get there. As durable as its place. */
final class SmsSandbox {
    /** AWS's quota. */
    private static final int MAX_NUMBERS = 10;

    private static final int BAD_REQUEST = 400;

    private final SmsPlace place;
    private final Clock clock;
    private final Vault vault;
    private final List<PhoneNumber> inTheClear = new ArrayList<>();
    private final ConcurrentNavigableMap<PhoneNumber, SmsSandboxNumber> numbers = new ConcurrentSkipListMap<>();

    SmsSandbox(SmsPlace place, Clock clock, Vault vault) {
        this.place = place;
        this.clock = clock;
        this.vault = vault;
    }

    /** Takes in a row that the store holds; while the service opens, by one thread. */
    void restore(PhoneNumber number, byte[] row) {
        SmsSandboxNumber state = SmsRecords.readSandboxNumber(row, place.name(SmsPlace.SANDBOX, number.value()), vault);
        numbers.put(number, state);
        if (SealedRows.isInTheClear(row) && !state.password().isEmpty()) {
            inTheClear.add(number);
        }
    }

    /** Once all is restored: seals the passwords that lie in the clear. Returns how many did. */
    int seal() {
        inTheClear.forEach(number -> place.partition().decide(changes -> {
            put(changes, number, numbers.get(number));
            return null;
        }));
        return inTheClear.size();
    }

    /** Whether a number may get texts, as of now. */
    boolean isVerified(PhoneNumber number) {
        SmsSandboxNumber state = numbers.get(number);
        return state != null && state.verified();
    }

    /** Adds a number, or gives one that waits for its verification a new password. The password is for the caller to send. */
    void add(PhoneNumber number, String password) {
        place.partition().store().requireSpace();
        place.partition().decide(changes -> {
            SmsSandboxNumber before = numbers.get(number);
            long now = clock.millis();
            checkMayBeAdded(number, before, now);
            put(changes, number, before == null ? SmsSandboxNumber.added(password, now) : before.sent(password, now));
            return null;
        });
    }

    private void checkMayBeAdded(PhoneNumber number, SmsSandboxNumber before, long now) {
        if (place.isOptedOut(number)) {
            throw SnsErrors.error(OptedOutException.builder(), "OptedOut", "Phone number is opted out", BAD_REQUEST);
        }
        if (before == null && numbers.size() >= MAX_NUMBERS) {
            throw userError("The sandbox holds " + MAX_NUMBERS + " phone numbers at most");
        }
        if (before != null && before.verified()) {
            throw userError("The phone number is verified already");
        }
        if (before != null && !before.maySend(now)) {
            throw userError("A one-time password can be sent to a phone number five times in 24 hours");
        }
    }

    /** Somebody shows a password that was sent. */
    void verify(PhoneNumber number, String password) {
        // What a wrong password changes must be kept, so the refusal comes after the decision.
        AwsServiceException refusal = place.partition().decide(changes -> {
            SmsSandboxNumber before = existing(number);
            long now = clock.millis();
            if (before.verified()) {
                return notVerified("The phone number is verified already", before);
            }
            if (before.isExpired(now)) {
                return notVerified("The one-time password has expired: ask for a new one", before);
            }
            if (!before.matches(password)) {
                SmsSandboxNumber failed = before.failed(now);
                put(changes, number, failed);
                return notVerified("The one-time password is wrong", failed);
            }
            put(changes, number, before.verified(now));
            return null;
        });
        if (refusal != null) {
            throw refusal;
        }
    }

    void delete(PhoneNumber number) {
        place.partition().decide(changes -> {
            if (!existing(number).mayBeDeleted(clock.millis())) {
                throw userError("A phone number can be deleted 24 hours after it was verified or last tried");
            }
            changes.batch().delete(place.key(SmsPlace.SANDBOX, number.value()));
            numbers.remove(number);
            return null;
        });
    }

    /** The numbers after {@code after}, at most so many. */
    List<Map.Entry<PhoneNumber, SmsSandboxNumber>> list(String after, int limit) {
        return place.partition().decide(changes -> {
            changes.revealsEverything();
            return List.copyOf(numbers.tailMap(new PhoneNumber(after), false).entrySet().stream().limit(limit).toList());
        });
    }

    private SmsSandboxNumber existing(PhoneNumber number) {
        SmsSandboxNumber state = numbers.get(number);
        if (state == null) {
            throw SnsErrors.resourceNotFound("The phone number is not in the sandbox");
        }
        return state;
    }

    private void put(Changes changes, PhoneNumber number, SmsSandboxNumber state) {
        changes.batch().put(place.key(SmsPlace.SANDBOX, number.value()), row(number, state));
        numbers.put(number, state);
    }

    private byte[] row(PhoneNumber number, SmsSandboxNumber state) {
        return SmsRecords.write(state, place.name(SmsPlace.SANDBOX, number.value()), vault);
    }

    private static AwsServiceException userError(String message) {
        return SnsErrors.error(UserErrorException.builder(), "UserError", message, BAD_REQUEST);
    }

    private static AwsServiceException notVerified(String message, SmsSandboxNumber state) {
        VerificationException.Builder builder = VerificationException.builder().status(state.status());
        return SnsErrors.error(builder, "VerificationException", message, BAD_REQUEST);
    }
}
