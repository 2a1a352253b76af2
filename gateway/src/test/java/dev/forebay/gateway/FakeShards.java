package dev.forebay.gateway;

import dev.forebay.identity.Caller;
import dev.forebay.wire.EventSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/**
 * A door to shards that do what their names say: {@code missing} is refused, {@code taken} and {@code broken} fail after
 * one event, {@code quiet} has no events; {@code large} has a megabyte in each; all others end after three.
 */
final class FakeShards {

    static final int EVENTS = 3;

    final CountDownLatch waiting = new CountDownLatch(1);
    final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

    EventSource open(Caller caller, SdkRequest request) {
        String shard = ((SubscribeToShardRequest) request).shardId();
        if (shard.equals("missing")) {
            throw ResourceNotFoundException.builder().message("no such shard").build();
        }
        return new EventSource() {

            private int told;

            @Override
            public Optional<SdkPojo> next() throws InterruptedException {
                if (shard.equals("quiet")) {
                    waiting.countDown();
                    new CountDownLatch(1).await();
                }
                if (told == 1 && shard.equals("taken")) {
                    throw ResourceInUseException.builder().message("another consumer took over").build();
                }
                if (told == 1 && shard.equals("broken")) {
                    throw new IllegalStateException("a secret of the inside");
                }
                return told == EVENTS ? Optional.empty() : Optional.of(event(caller, shard, told++));
            }

            @Override
            public void close() {
                closed.add(shard);
            }
        };
    }

    private static SubscribeToShardEvent event(Caller caller, String shard, int number) {
        byte[] data = new byte[shard.equals("large") ? 1024 * 1024 : 10];
        return SubscribeToShardEvent.builder()
                .continuationSequenceNumber(shard + "-" + number)
                .millisBehindLatest(0L)
                .records(Record.builder().partitionKey(caller.account().toString()).data(SdkBytes.fromByteArray(data)).build())
                .build();
    }
}
