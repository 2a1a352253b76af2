package dev.forebay.couriers;

import java.net.http.HttpClient;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** An HTTP client that is made when it is first needed: it costs threads, and a tenth of a second with its certificates. */
final class HttpLazyClient implements AutoCloseable {
    private final Supplier<HttpClient> making;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile HttpClient made;

    HttpLazyClient(Supplier<HttpClient> making) {
        this.making = making;
    }

    HttpClient get() {
        HttpClient known = made;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            if (made == null) {
                made = making.get();
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** Ends what is under way. A client that is asked for afterwards is made anew. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (made != null) {
                made.shutdownNow();
            }
        } finally {
            lock.unlock();
        }
    }
}
