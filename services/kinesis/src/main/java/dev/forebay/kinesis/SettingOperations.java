package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.kinesis.model.DecreaseStreamRetentionPeriodRequest;
import software.amazon.awssdk.services.kinesis.model.DecreaseStreamRetentionPeriodResponse;
import software.amazon.awssdk.services.kinesis.model.DisableEnhancedMonitoringRequest;
import software.amazon.awssdk.services.kinesis.model.DisableEnhancedMonitoringResponse;
import software.amazon.awssdk.services.kinesis.model.EnableEnhancedMonitoringRequest;
import software.amazon.awssdk.services.kinesis.model.EnableEnhancedMonitoringResponse;
import software.amazon.awssdk.services.kinesis.model.IncreaseStreamRetentionPeriodRequest;
import software.amazon.awssdk.services.kinesis.model.IncreaseStreamRetentionPeriodResponse;
import software.amazon.awssdk.services.kinesis.model.StartStreamEncryptionRequest;
import software.amazon.awssdk.services.kinesis.model.StartStreamEncryptionResponse;
import software.amazon.awssdk.services.kinesis.model.StopStreamEncryptionRequest;
import software.amazon.awssdk.services.kinesis.model.StopStreamEncryptionResponse;
import software.amazon.awssdk.services.kinesis.model.UpdateMaxRecordSizeRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateMaxRecordSizeResponse;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamModeRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamModeResponse;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamWarmThroughputRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamWarmThroughputResponse;
import software.amazon.awssdk.services.kinesis.model.WarmThroughputObject;

/** What can be set of a stream: retention, mode, sizes, monitoring, encryption. */
final class SettingOperations {
    private static final int MAX_KEY_ID = 2_048;

    /** AWS: so often in a rolling day. */
    private static final int MAX_MODE_SWITCHES = 2;

    private static final Set<String> METRICS = Set.of("IncomingBytes", "IncomingRecords", "OutgoingBytes", "OutgoingRecords",
            "WriteProvisionedThroughputExceeded", "ReadProvisionedThroughputExceeded", "IteratorAgeMilliseconds");

    private final KinesisService service;
    private final Caller caller;
    private final StreamFinder finder;

    SettingOperations(KinesisService service, Caller caller) {
        this.service = service;
        this.caller = caller;
        this.finder = new StreamFinder(service.catalog(), caller);
    }

    IncreaseStreamRetentionPeriodResponse increase(IncreaseStreamRetentionPeriodRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        int hours = checkedHours(request.retentionPeriodHours());
        stream.set(settings -> {
            if (hours < settings.retentionHours()) {
                throw KinesisErrors.invalidArgument("Requested retention period (" + hours + " hours) for stream " + stream.id().name()
                        + " can not be shorter than existing retention period (" + settings.retentionHours()
                        + " hours). Use DecreaseRetentionPeriod API.");
            }
            return settings.withRetention(hours, stream.horizon());
        });
        return IncreaseStreamRetentionPeriodResponse.builder().build();
    }

    DecreaseStreamRetentionPeriodResponse decrease(DecreaseStreamRetentionPeriodRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        int hours = checkedHours(request.retentionPeriodHours());
        stream.set(settings -> {
            if (hours > settings.retentionHours()) {
                throw KinesisErrors.invalidArgument("Requested retention period (" + hours + " hours) for stream " + stream.id().name()
                        + " can not be longer than existing retention period (" + settings.retentionHours()
                        + " hours). Use IncreaseRetentionPeriod API.");
            }
            return settings.withRetention(hours, stream.horizon());
        });
        // AWS: what is older is gone at once, and a later increase does not bring it back.
        service.retention().trim(stream);
        return DecreaseStreamRetentionPeriodResponse.builder().build();
    }

    private static int checkedHours(Integer asked) {
        int hours = Checks.required("retentionPeriodHours", asked);
        if (hours < StreamSettings.MIN_RETENTION_HOURS) {
            throw KinesisErrors.invalidArgument("Minimum allowed retention period is " + StreamSettings.MIN_RETENTION_HOURS
                    + " hours. Requested retention period (" + hours + " hours) is too short.");
        }
        if (hours > StreamSettings.MAX_RETENTION_HOURS) {
            throw KinesisErrors.invalidArgument("Maximum allowed retention period is " + StreamSettings.MAX_RETENTION_HOURS
                    + " hours. Requested retention period (" + hours + " hours) is too long.");
        }
        return hours;
    }

    UpdateStreamModeResponse mode(UpdateStreamModeRequest request) {
        Stream stream = finder.find(null, Checks.required("streamARN", request.streamARN()));
        StreamMode mode = Checks.mode(Checks.required("streamModeDetails", request.streamModeDetails()).streamModeAsString());
        Optional<Integer> warm = Optional.ofNullable(request.warmThroughputMiBps());
        warm.ifPresent(mibps -> requireWarm(mode, mibps));
        if (mode == StreamMode.ON_DEMAND && stream.settings().mode() != mode) {
            service.requireOnDemandStream(stream.id().account(), stream.id().region());
        }
        service.environment().store().requireSpace();
        stream.decide((changes, now) -> {
            stream.requireActive();
            StreamSettings before = stream.settings();
            StreamSettings settings = before.withMode(mode).withWarmThroughput(warm.orElse(mode == before.mode() ? before.warmMibps() : 0));
            if (!settings.equals(before)) {
                StreamRecord record = mode == before.mode() ? stream.record() : switched(stream, now);
                stream.update(changes, record.with(settings).updating(new Change.Settle()));
            }
            return null;
        });
        service.states().settleLater(stream);
        return UpdateStreamModeResponse.builder().build();
    }

    private static StreamRecord switched(Stream stream, long now) {
        if (StreamRecord.count(stream.record().switches(), now) >= MAX_MODE_SWITCHES) {
            throw KinesisErrors.limitExceeded("The mode of stream " + stream.id().name() + " under account " + stream.id().account()
                    + " was switched " + MAX_MODE_SWITCHES + " times in the last 24 hours, which is the limit.");
        }
        return stream.record().switched(now);
    }

    UpdateMaxRecordSizeResponse maxRecord(UpdateMaxRecordSizeRequest request) {
        Stream stream = finder.find(null, Checks.required("streamARN", request.streamARN()));
        int kib = Checks.maxRecordKib(Checks.required("maxRecordSizeInKiB", request.maxRecordSizeInKiB()));
        update(stream, settings -> settings.withMaxRecord(kib));
        return UpdateMaxRecordSizeResponse.builder().build();
    }

    UpdateStreamWarmThroughputResponse warm(UpdateStreamWarmThroughputRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        int mibps = Checks.required("warmThroughputMiBps", request.warmThroughputMiBps());
        requireWarm(stream.settings().mode(), mibps);
        int before = stream.settings().warmMibps();
        update(stream, settings -> settings.withWarmThroughput(mibps));
        return UpdateStreamWarmThroughputResponse.builder().streamARN(stream.id().arn()).streamName(stream.id().name().value())
                .warmThroughput(WarmThroughputObject.builder().currentMiBps(before).targetMiBps(mibps).build()).build();
    }

    /** AWS: warm throughput is for streams on demand, and for accounts that have committed. */
    private void requireWarm(StreamMode mode, int mibps) {
        Checks.warmMibps(mode, mibps);
        service.accounts().requireCommitment(caller);
    }

    /** A change that AWS takes a while for. */
    private void update(Stream stream, UnaryOperator<StreamSettings> change) {
        service.environment().store().requireSpace();
        stream.decide((changes, now) -> {
            stream.requireActive();
            stream.update(changes, stream.record().with(change.apply(stream.settings())).updating(new Change.Settle()));
            return null;
        });
        service.states().settleLater(stream);
    }

    EnableEnhancedMonitoringResponse enable(EnableEnhancedMonitoringRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        Set<String> wanted = metrics(request.shardLevelMetricsAsStrings());
        Set<String> before = stream.settings().metrics();
        stream.set(settings -> {
            Set<String> all = new TreeSet<>(settings.metrics());
            all.addAll(wanted);
            return settings.withMetrics(all);
        });
        return EnableEnhancedMonitoringResponse.builder().streamName(stream.id().name().value()).streamARN(stream.id().arn())
                .currentShardLevelMetricsWithStrings(sorted(before)).desiredShardLevelMetricsWithStrings(sorted(stream.settings().metrics())).build();
    }

    DisableEnhancedMonitoringResponse disable(DisableEnhancedMonitoringRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        Set<String> unwanted = metrics(request.shardLevelMetricsAsStrings());
        Set<String> before = stream.settings().metrics();
        stream.set(settings -> {
            Set<String> rest = new TreeSet<>(settings.metrics());
            rest.removeAll(unwanted);
            return settings.withMetrics(rest);
        });
        return DisableEnhancedMonitoringResponse.builder().streamName(stream.id().name().value()).streamARN(stream.id().arn())
                .currentShardLevelMetricsWithStrings(sorted(before)).desiredShardLevelMetricsWithStrings(sorted(stream.settings().metrics())).build();
    }

    private static Set<String> metrics(List<String> names) {
        if (names.contains("ALL")) {
            return METRICS;
        }
        names.stream().filter(name -> !METRICS.contains(name)).findFirst().ifPresent(unknown -> {
            throw KinesisErrors.validation("1 validation error detected: Value '" + KinesisErrors.echo(unknown)
                    + "' at 'shardLevelMetrics' failed to satisfy constraint: Member must satisfy enum value set: " + sorted(METRICS) + " or ALL");
        });
        return Set.copyOf(names);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    StartStreamEncryptionResponse encrypt(StartStreamEncryptionRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        requireKms(request.encryptionTypeAsString());
        String key = Checks.required("keyId", request.keyId());
        if (key.isEmpty() || key.length() > MAX_KEY_ID) {
            throw KinesisErrors.validation("1 validation error detected: Value at 'keyId' failed to satisfy constraint: "
                    + "Member must have length between 1 and " + MAX_KEY_ID);
        }
        stream.environment().seals().toSeal(stream, key, caller);
        update(stream, settings -> settings.withKey(key));
        return StartStreamEncryptionResponse.builder().build();
    }

    StopStreamEncryptionResponse decrypt(StopStreamEncryptionRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        requireKms(request.encryptionTypeAsString());
        Checks.required("keyId", request.keyId());
        update(stream, settings -> settings.withKey(""));
        return StopStreamEncryptionResponse.builder().build();
    }

    private static void requireKms(String type) {
        if (!"KMS".equals(type)) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + KinesisErrors.echo(String.valueOf(type))
                    + "' at 'encryptionType' failed to satisfy constraint: Member must satisfy enum value set: [KMS]");
        }
    }
}
