package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.kinesis.model.DescribeAccountSettingsResponse;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentOutput;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentOutputStatus;
import software.amazon.awssdk.services.kinesis.model.UpdateAccountSettingsRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateAccountSettingsResponse;

/** The settings of accounts, each in each region. They are asked for seldom, and so read from the store. Safe for any thread. */
final class Accounts {
    private final Partitions partitions;
    private final Environment environment;

    Accounts(Partitions partitions, Environment environment) {
        this.partitions = partitions;
        this.environment = environment;
    }

    DescribeAccountSettingsResponse describe(Caller caller) {
        return DescribeAccountSettingsResponse.builder().minimumThroughputBillingCommitment(described(settings(caller))).build();
    }

    UpdateAccountSettingsResponse update(Caller caller, UpdateAccountSettingsRequest request) {
        String status = Checks.required("minimumThroughputBillingCommitment", request.minimumThroughputBillingCommitment()).statusAsString();
        AccountSettings changed = switch (String.valueOf(status)) {
            case "ENABLED" -> change(caller, AccountSettings::committing);
            case "DISABLED" -> change(caller, AccountSettings::ending);
            default -> throw KinesisErrors.validation("1 validation error detected: Value '" + KinesisErrors.echo(String.valueOf(status))
                    + "' at 'minimumThroughputBillingCommitment.status' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [ENABLED, DISABLED]");
        };
        return UpdateAccountSettingsResponse.builder().minimumThroughputBillingCommitment(described(changed)).build();
    }

    /** AWS: warm throughput is for accounts that have committed. */
    void requireCommitment(Caller caller) {
        if (!settings(caller).isCommitted(environment.now())) {
            throw KinesisErrors.validation("Warm throughput needs a minimum throughput billing commitment, which account " + caller.account()
                    + " has not made in " + caller.region() + ". Use UpdateAccountSettings.");
        }
    }

    /** Two callers at a time may not decide on what neither of them has seen: one after another, as nobody does this often. */
    private synchronized AccountSettings change(Caller caller, BiFunction<AccountSettings, Long, AccountSettings> change) {
        environment.store().requireSpace();
        AccountSettings changed = change.apply(settings(caller), environment.now());
        return partition(caller).decide(changes -> {
            changes.batch().put(key(caller), changed.write());
            return changed;
        });
    }

    private AccountSettings settings(Caller caller) {
        return environment.store().get(key(caller)).map(AccountSettings::read).orElse(AccountSettings.NONE);
    }

    private MinimumThroughputBillingCommitmentOutput described(AccountSettings settings) {
        var described = MinimumThroughputBillingCommitmentOutput.builder();
        if (!settings.isCommitted(environment.now())) {
            described.status(MinimumThroughputBillingCommitmentOutputStatus.DISABLED);
            return (settings.until() > 0 ? described.startedAt(Instant.ofEpochMilli(settings.since()))
                    .endedAt(Instant.ofEpochMilli(settings.until())) : described).build();
        }
        return described.startedAt(Instant.ofEpochMilli(settings.since()))
                .earliestAllowedEndAt(Instant.ofEpochMilli(settings.earliestEnd()))
                .status(settings.until() == 0 ? MinimumThroughputBillingCommitmentOutputStatus.ENABLED
                        : MinimumThroughputBillingCommitmentOutputStatus.ENABLED_UNTIL_EARLIEST_ALLOWED_END).build();
    }

    private Partition partition(Caller caller) {
        return partitions.of(name(caller));
    }

    private byte[] key(Caller caller) {
        return Keys.of(partition(caller).number(), Tables.ACCOUNT, name(caller).getBytes(StandardCharsets.UTF_8));
    }

    private static String name(Caller caller) {
        return caller.account() + "/" + caller.region();
    }
}
