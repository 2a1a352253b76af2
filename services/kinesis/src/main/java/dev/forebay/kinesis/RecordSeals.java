package dev.forebay.kinesis;

import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.KeyRefused;
import dev.forebay.envelope.KeyUse;
import dev.forebay.envelope.KeyUse.Owner;
import dev.forebay.envelope.Keyring;
import dev.forebay.envelope.SealBroken;
import dev.forebay.identity.Caller;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Seals blocks of records, and opens them for those who may read them. Asks KMS and the store: not for use under the lock.
 *
 * <p>A block is sealed before the lock is taken, and bound to where it lies: to its shard and how many records it has as additional data,
 *
 * <pre>
 *   | partition | incarnation of the shard | count |
 *   |     2     |            8             |   4   |
 * </pre>
 *
 * and by the stamp of its place, under the lock: index of the last record, came at.
 */
final class RecordSeals {
    private static final Logger log = LoggerFactory.getLogger(RecordSeals.class);

    /** AWS: Kinesis asks KMS about every five minutes. */
    private static final Duration REUSE = Duration.ofMinutes(5);

    /** How much longer than the retention data keys are kept: clocks are set. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final Keyring keyring;

    RecordSeals(Keyring keyring) {
        this.keyring = keyring;
    }

    /** The data key for records that a caller puts into a stream; none where the stream is not encrypted. */
    Optional<DataKey> toSeal(Stream stream, Caller caller) {
        StreamSettings settings = stream.settings();
        return settings.isEncrypted() ? Optional.of(toSeal(stream, settings.keyId(), caller)) : Optional.empty();
    }

    /** A data key under a key that a stream has or is to have; refused as AWS refuses it. */
    DataKey toSeal(Stream stream, String keyId, Caller caller) {
        StreamId id = stream.id();
        try {
            return keyring.toSeal(KeyUse.of(keyId, new Owner(stream.partition().number(), id.account(), id.region(), id.arn()), caller, REUSE));
        } catch (KeyRefused refused) {
            throw KinesisErrors.kms(refused);
        }
    }

    static byte[] context(Shard shard, int count) {
        return ByteBuffer.allocate(Short.BYTES + Long.BYTES + Integer.BYTES)
                .putShort((short) shard.partition()).putLong(shard.record().incarnation()).putInt(count).array();
    }

    /**
     * The records of a block that ends at an index, for a caller who may read them.
     *
     * @throws AwsServiceException when KMS does not let the caller, or the block was not sealed like this in this place
     */
    RecordBlock.Reader opened(RecordBlock.Reader block, Shard shard, long last, Caller caller) {
        if (!block.isSealed()) {
            return block;
        }
        try {
            DataKey key = keyring.toOpen(shard.partition(), block.dataKey(), caller, REUSE);
            return block.opened(key, context(shard, block.count()), last);
        } catch (KeyRefused refused) {
            throw KinesisErrors.kms(refused);
        } catch (SealBroken damaged) {
            log.error("The records up to index {} of shard {} of incarnation {} are damaged and not delivered: {}", last, shard.id(),
                    shard.record().incarnation(), damaged.getMessage());
            throw KinesisErrors.internalFailure("Records are damaged: see the server's log.");
        }
    }

    /** Lets go of data keys of which no record is left: a stream's records never outlive its retention, whatever that becomes later. */
    void forget(StreamCatalog catalog) {
        keyring.forget(arn -> StreamId.fromArn(arn).flatMap(catalog::findServing).map(stream -> stream.settings().retentionMillis()).orElse(0L)
                + GRACE.toMillis());
    }
}
