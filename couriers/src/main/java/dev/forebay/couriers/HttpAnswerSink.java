package dev.forebay.couriers;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * Throws an answer's body away. What is short is read to its end, so that the connection can be used again; of what is
 * long no more than the limit is read, and its connection is closed.
 */
final class HttpAnswerSink implements BodySubscriber<Void> {
    private static final long LIMIT = 64 * 1024;

    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private Subscription subscription;
    private long read;

    @Override
    public CompletionStage<Void> getBody() {
        return over;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            read += buffer.remaining();
        }
        if (read > LIMIT) {
            subscription.cancel();
            over.complete(null);
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        over.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        over.complete(null);
    }
}
