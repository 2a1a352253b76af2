package dev.forebay.dynamodb;

import dev.forebay.runtime.Clock;
import dev.forebay.store.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Makes writes to several items, all or none: one decision, one commit. */
final class Transactions {
    /** AWS: all items of a transaction together. */
    private static final long MAX_BYTES = 4 << 20;

    private final Store store;
    private final ClientTokens tokens;

    Transactions(Store store, Clock clock) {
        this.store = store;
        tokens = new ClientTokens(clock);
    }

    /**
     * Makes the writes, unless they were made already under the same token; then what is returned is empty.
     *
     * @param token   the caller's, made unique by what stands before it
     * @param content stands for what was asked for
     */
    List<ItemChange> write(Ledger ledger, List<ItemWrite> writes, Optional<String> token, byte[] content) {
        store.requireSpace();
        List<byte[]> rows = new ArrayList<>(writes.stream().map(ItemWrite::row).toList());
        Optional<ClientTokens.Places> places = token.map(text -> tokens.places(ledger.partition().number(), text));
        places.ifPresent(both -> rows.addAll(both.rows()));
        return ledger.decide(rows, (state, changes) -> {
            Optional<byte[]> known = places.flatMap(both -> tokens.find(state, both));
            if (known.isPresent()) {
                if (!Arrays.equals(known.get(), content)) {
                    throw DynamoErrors.idempotentParameterMismatch();
                }
                return List.<ItemChange>of();
            }
            List<ItemChange> all = decide(writes, state);
            places.ifPresent(both -> tokens.remember(state, changes, both, content));
            all.forEach(one -> one.record(state, changes));
            return all;
        });
    }

    private static List<ItemChange> decide(List<ItemWrite> writes, Ledger.Rows state) {
        List<ItemChange> all = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        for (ItemWrite write : writes) {
            try {
                all.add(write.decide(state));
                reasons.add(none());
            } catch (AwsServiceException refused) {
                reasons.add(reason(refused));
            }
        }
        if (all.size() < writes.size()) {
            throw DynamoErrors.transactionCanceled(reasons);
        }
        if (all.stream().mapToLong(ItemChange::size).sum() > MAX_BYTES) {
            throw DynamoErrors.validation("Transaction size cannot exceed 4MB");
        }
        return all;
    }

    /** Made when it is needed: a constant had the SDK set its fields up at every start, 15 to 20 ms without the start-up cache. */
    private static CancellationReason none() {
        return CancellationReason.builder().code("None").build();
    }

    private static CancellationReason reason(AwsServiceException refused) {
        String message = refused.awsErrorDetails().errorMessage();
        return switch (refused.awsErrorDetails().errorCode()) {
            case "ConditionalCheckFailedException" -> {
                ConditionalCheckFailedException failed = (ConditionalCheckFailedException) refused;
                yield CancellationReason.builder().code("ConditionalCheckFailed").message(message)
                        .item(failed.hasItem() ? failed.item() : null).build();
            }
            case "ValidationException" -> CancellationReason.builder().code("ValidationError").message(message).build();
            default -> throw refused;
        };
    }
}
