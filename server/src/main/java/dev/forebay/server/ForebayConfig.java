package dev.forebay.server;

import dev.forebay.gateway.GatewayConfig;
import dev.forebay.kinesis.KinesisConfig;
import dev.forebay.sns.SnsConfig;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.store.StoreConfig;
import dev.forebay.vault.MasterKey;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a Forebay is to be: one record a concern.
 *
 * @param storage     where state lives
 * @param http        where to listen; empty for no socket at all, as in most tests
 * @param allowAnyone whether listening where others on the network can reach it is fine, although nobody is asked for
 *                    credentials
 * @param sqs         how SQS behaves where AWS leaves a choice
 * @param sns         the same for SNS
 * @param couriers    which servers carry mails and texts
 * @param masterKey   what secrets on disk are sealed under; empty for a master key in the data directory
 */
public record ForebayConfig(StorageConfig storage, Optional<GatewayConfig> http, boolean allowAnyone, SqsConfig sqs, SnsConfig sns,
        KinesisConfig kinesis, CouriersConfig couriers, Optional<MasterKey> masterKey) {

    /** In memory and in process only. */
    public static ForebayConfig inMemory() {
        return in(new StorageConfig.InMemory());
    }

    /** On disk, in process only. */
    public static ForebayConfig onDisk(Path directory) {
        return in(new StorageConfig.OnDisk(StoreConfig.of(directory)));
    }

    private static ForebayConfig in(StorageConfig storage) {
        return new ForebayConfig(storage, Optional.empty(), false, SqsConfig.defaults(), SnsConfig.defaults(),
                KinesisConfig.defaults(), CouriersConfig.OUTBOX, Optional.empty());
    }

    /** The same, listening on any free port of the loopback address. */
    public ForebayConfig overHttp() {
        return overHttp(GatewayConfig.DEFAULT.withPort(0));
    }

    /** The same, listening. */
    public ForebayConfig overHttp(GatewayConfig listen) {
        return new ForebayConfig(storage, Optional.of(listen), allowAnyone, sqs, sns, kinesis, couriers, masterKey);
    }

    /** The same, with SQS configured. */
    public ForebayConfig with(SqsConfig sqsConfig) {
        return new ForebayConfig(storage, http, allowAnyone, sqsConfig, sns, kinesis, couriers, masterKey);
    }

    /** The same, with SNS configured. */
    public ForebayConfig with(SnsConfig snsConfig) {
        return new ForebayConfig(storage, http, allowAnyone, sqs, snsConfig, kinesis, couriers, masterKey);
    }

    /** The same, with Kinesis configured. */
    public ForebayConfig with(KinesisConfig kinesisConfig) {
        return new ForebayConfig(storage, http, allowAnyone, sqs, sns, kinesisConfig, couriers, masterKey);
    }

    /** The same, with secrets sealed under another master key. */
    public ForebayConfig with(MasterKey other) {
        return new ForebayConfig(storage, http, allowAnyone, sqs, sns, kinesis, couriers, Optional.of(other));
    }

    /** The same, with mails and texts carried by servers. */
    public ForebayConfig with(CouriersConfig couriersConfig) {
        return new ForebayConfig(storage, http, allowAnyone, sqs, sns, kinesis, couriersConfig, masterKey);
    }
}
