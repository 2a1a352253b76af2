package dev.forebay.server;

import dev.forebay.testkit.KinesisSubscription;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** A subscription through AWS's asynchronous client, whose events wait here until they are asked for. */
final class KinesisEvents implements KinesisSubscription {
    private static final int SECONDS = 20;
    private static final int PATIENCE = 200;

    private final BlockingQueue<Optional<SubscribeToShardEvent>> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Object> answered = new CompletableFuture<>();
    private final CompletableFuture<Void> done;
    private final Runnable meanwhile;

    /**
     * Subscribes; throws AWS's refusal.
     *
     * @param meanwhile what is to be done while waiting for an event, again and again
     */
    KinesisEvents(KinesisAsyncClient client, SubscribeToShardRequest request, Runnable meanwhile) {
        this.meanwhile = meanwhile;
        done = client.subscribeToShard(request, SubscribeToShardResponseHandler.builder()
                .onResponse(answered::complete)
                .onEventStream(publisher -> publisher.filter(SubscribeToShardEvent.class).subscribe(event -> events.add(Optional.of(event))))
                .build());
        done.whenComplete((_, thrown) -> {
            if (thrown != null) {
                answered.completeExceptionally(thrown);
            }
            events.add(Optional.empty());
        });
        joined(answered.orTimeout(SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public Optional<SubscribeToShardEvent> next() {
        Optional<SubscribeToShardEvent> event = null;
        for (int i = 0; i < PATIENCE && event == null; i++) {
            meanwhile.run();
            event = poll();
        }
        if (event == null) {
            throw new IllegalStateException("no event");
        }
        if (event.isEmpty()) {
            joined(done);
        }
        return event;
    }

    private Optional<SubscribeToShardEvent> poll() {
        try {
            return events.poll(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void joined(CompletableFuture<?> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        done.cancel(true);
    }
}
