package dev.forebay.gateway;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests that one round of an event loop's reads brought: their threads start together at the end of the round.
 * Started one by one, each would wake an idle carrier thread that is asleep again before the next; together, one wake-up
 * serves many (docs/gateway.md has the numbers). Event loop only.
 */
final class StartBatch {

    private final List<Exchange> batch = new ArrayList<>();
    private final EventLoop loop;
    private final RequestThreads threads;
    private boolean scheduled;

    StartBatch(EventLoop loop, RequestThreads threads) {
        this.loop = loop;
        this.threads = threads;
    }

    void add(Exchange exchange) {
        batch.add(exchange);
        if (!scheduled) {
            scheduled = true;
            loop.execute(this::startAll); // tasks run when the reads of this round are done
        }
    }

    private void startAll() {
        scheduled = false;
        for (int i = 0; i < batch.size(); i++) {
            threads.start(batch.get(i));
        }
        batch.clear();
    }
}
