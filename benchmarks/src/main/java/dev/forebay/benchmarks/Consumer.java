package dev.forebay.benchmarks;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** A consumer of one shard through AWS's own SDK, from now on until it is closed. */
sealed interface Consumer extends AutoCloseable {

    @Override
    void close();

    /** Enhanced fan-out: events are pushed over HTTP/2. */
    static Consumer subscribed(KinesisAsyncClient kinesis, String consumerArn, String shard, Arrivals arrivals) {
        CompletableFuture<Void> open = new CompletableFuture<>();
        SubscribeToShardResponseHandler handler = SubscribeToShardResponseHandler.builder()
                .onResponse(_ -> open.complete(null)).onError(open::completeExceptionally)
                .subscriber(event -> arrivals.add(((SubscribeToShardEvent) event).records())).build();
        CompletableFuture<Void> subscription = kinesis.subscribeToShard(request -> request.consumerARN(consumerArn).shardId(shard)
                .startingPosition(position -> position.type(ShardIteratorType.LATEST)), handler);
        open.join();
        return new Subscribed(subscription);
    }

    /** Registers a consumer, as a subscription needs, and returns its ARN. */
    static String register(KinesisAsyncClient kinesis, String stream) throws InterruptedException {
        String arn = kinesis.registerStreamConsumer(request -> request.streamARN(Kinesis.arn(stream)).consumerName("bench")).join().consumer().consumerARN();
        while (kinesis.describeStreamConsumer(request -> request.consumerARN(arn)).join().consumerDescription().consumerStatus() != ConsumerStatus.ACTIVE) {
            Thread.sleep(100);
        }
        return arn;
    }

    /** GetRecords again and again, with a pause after each answer. */
    static Consumer polling(KinesisAsyncClient kinesis, String stream, String shard, long pauseMillis, Arrivals arrivals) {
        String latest = kinesis.getShardIterator(request -> request.streamName(stream).shardId(shard)
                .shardIteratorType(ShardIteratorType.LATEST)).join().shardIterator();
        Polling polling = new Polling(kinesis, latest, pauseMillis, arrivals);
        polling.thread.start();
        return polling;
    }

    /** One that is pushed to. */
    record Subscribed(CompletableFuture<Void> subscription) implements Consumer {
        @Override
        public void close() {
            subscription.cancel(true);
        }
    }

    /** One that asks. */
    final class Polling implements Consumer {
        private final KinesisAsyncClient kinesis;
        private final long pauseMillis;
        private final Arrivals arrivals;
        private final Thread thread = new Thread(this::poll);
        private String iterator;
        private volatile boolean over;

        private Polling(KinesisAsyncClient kinesis, String iterator, long pauseMillis, Arrivals arrivals) {
            this.kinesis = kinesis;
            this.iterator = iterator;
            this.pauseMillis = pauseMillis;
            this.arrivals = arrivals;
        }

        private void poll() {
            try {
                while (!over) {
                    GetRecordsResponse page = kinesis.getRecords(request -> request.shardIterator(iterator)).join();
                    arrivals.add(page.records());
                    iterator = page.nextShardIterator();
                    Thread.sleep(pauseMillis);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            over = true;
        }
    }
}
