package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Text messages of one account in one region: what is set, and who opted out. All of it is in memory, written under the
 * partition's lock and durable before a caller hears of it; deliveries read it without the lock.
 */
final class SmsPlace {
    static final String ATTRIBUTES = "attributes";
    static final String OPT_OUT = "opt-out";
    static final String SANDBOX = "sandbox";

    private final Partition partition;
    private final String name;
    private final Clock clock;
    private final ConcurrentNavigableMap<PhoneNumber, SmsOptOut> optOuts = new ConcurrentSkipListMap<>();
    private final SmsSandbox sandbox;
    private volatile SmsAttributes attributes = SmsAttributes.NONE;

    SmsPlace(Partition partition, AccountId account, Region region, Clock clock, Vault vault) {
        this.partition = partition;
        this.name = account + "/" + region;
        this.clock = clock;
        this.sandbox = new SmsSandbox(this, clock, vault);
    }

    /** Takes in a row that the store holds. */
    void restore(String kind, String key, byte[] value) {
        switch (kind) {
            case ATTRIBUTES -> attributes = SmsRecords.readAttributes(value);
            case OPT_OUT -> optOuts.put(PhoneNumber.of(key), SmsRecords.readOptOut(value));
            case SANDBOX -> sandbox.restore(PhoneNumber.of(key), value);
            default -> throw new IllegalStateException("the SMS table holds " + kind + ", which this version does not know");
        }
    }

    Partition partition() {
        return partition;
    }

    byte[] key(String kind, String key) {
        return Keys.of(partition.number(), Tables.SMS, name(kind, key).getBytes(StandardCharsets.UTF_8));
    }

    /** What a row's key says, in words. */
    String name(String kind, String key) {
        return name + "/" + kind + "/" + key;
    }

    SmsSandbox sandbox() {
        return sandbox;
    }

    /** What is set as of now, for a delivery. */
    SmsAttributes attributes() {
        return attributes;
    }

    /** What is set, once it is durable. */
    SmsAttributes durableAttributes() {
        return partition.decide(changes -> {
            changes.revealsEverything();
            return attributes;
        });
    }

    void setAttributes(Map<String, String> wanted) {
        partition.store().requireSpace();
        partition.decide(changes -> {
            SmsAttributes changed = attributes.with(wanted);
            changes.batch().put(key(ATTRIBUTES, ""), SmsRecords.write(changed));
            attributes = changed;
            return null;
        });
    }

    /** Whether a phone wants no texts, as of now. */
    boolean isOptedOut(PhoneNumber number) {
        SmsOptOut optOut = optOuts.get(number);
        return optOut != null && optOut.optedOut();
    }

    /** Whether a phone wants no texts, once it is durable. */
    boolean isDurablyOptedOut(PhoneNumber number) {
        return partition.decide(changes -> {
            changes.revealsEverything();
            return isOptedOut(number);
        });
    }

    /** The phones that want no texts and come after {@code after}, at most so many. */
    List<PhoneNumber> optedOut(String after, int limit) {
        return partition.decide(changes -> {
            changes.revealsEverything();
            return optOuts.tailMap(new PhoneNumber(after), false).entrySet().stream()
                    .filter(entry -> entry.getValue().optedOut())
                    .limit(limit)
                    .map(Map.Entry::getKey)
                    .toList();
        });
    }

    /** A phone wants no texts any more. */
    void optOut(PhoneNumber number) {
        partition.decide(changes -> {
            if (!isOptedOut(number)) {
                SmsOptOut optOut = SmsOptOut.optedOut(optOuts.get(number), clock.millis());
                changes.batch().put(key(OPT_OUT, number.value()), SmsRecords.write(optOut));
                optOuts.put(number, optOut);
            }
            return null;
        });
    }

    /** The account opts a phone in again. A phone that never opted out is in as it is. */
    void optIn(PhoneNumber number) {
        partition.decide(changes -> {
            if (isOptedOut(number)) {
                long now = clock.millis();
                SmsOptOut before = optOuts.get(number);
                if (!before.mayOptIn(now)) {
                    throw SnsErrors.invalidParameter("PhoneNumber Reason: a phone number can be opted in only once every 30 days");
                }
                changes.batch().put(key(OPT_OUT, number.value()), SmsRecords.write(before.optedIn(now)));
                optOuts.put(number, before.optedIn(now));
            }
            return null;
        });
    }
}
