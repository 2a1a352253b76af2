package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.store.Store.Urgency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class CommitterTest {
    private static final byte[] KEY = {1};

    private final List<Integer> commits = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore writes = new Semaphore(0);
    private final Semaphore began = new Semaphore(0);
    private final CompletableFuture<StoreFailed> told = new CompletableFuture<>();

    @Test
    void whatComesDuringAWriteIsCommittedTogetherAfterIt() {
        Committer committer = new Committer(this::whenAllowed, told::complete);
        long first = committer.submit(batch(), Urgency.NOW);
        began.acquireUninterruptibly();
        long last = first;
        for (int i = 0; i < 10; i++) {
            last = committer.submit(batch(), i % 2 == 0 ? Urgency.NOW : Urgency.SOON);
        }
        writes.release(2);
        committer.await(last);
        assertThat(commits).containsExactly(1, 10);
        committer.close();
    }

    @Test
    void aBatchNobodyWaitsForIsCommittedWithoutHelp() {
        CompletableFuture<Integer> written = new CompletableFuture<>();
        Committer committer = new Committer(batches -> written.complete(batches.size()), told::complete);
        committer.submit(batch(), Urgency.SOON);
        assertThat(written.join()).isEqualTo(1);
        committer.close();
    }

    @Test
    void largeBatchesAreNotMergedWithoutBound() {
        Committer committer = new Committer(this::whenAllowed, told::complete);
        committer.submit(batch(), Urgency.NOW);
        began.acquireUninterruptibly();
        long last = 0;
        for (int i = 0; i < 5; i++) {
            last = committer.submit(new Batch().put(KEY, new byte[3 << 20]), Urgency.NOW);
        }
        assertThat(committer.pendingBytes()).isGreaterThan(15 << 20);
        writes.release(10);
        committer.await(last);
        assertThat(commits).containsExactly(1, 3, 2);
        assertThat(committer.pendingBytes()).isZero();
        committer.close();
    }

    @Test
    void aFailedWriteFailsEveryWaiterAndIsNeverRepeated() {
        Committer committer = new Committer(this::failing, told::complete);
        long first = committer.submit(batch(), Urgency.NOW);
        began.acquireUninterruptibly();
        long second = committer.submit(batch(), Urgency.NOW);
        writes.release(10);
        for (long number : new long[] {first, second}) {
            assertThatThrownBy(() -> committer.await(number)).isInstanceOf(StoreFailed.class).hasMessageContaining("no disk");
        }
        assertThat(told.join()).hasMessageContaining("no disk");
        assertThatThrownBy(() -> committer.submit(batch(), Urgency.NOW)).isInstanceOf(StoreFailed.class);
        committer.close();
        assertThat(commits).hasSize(1);
        assertThat(committer.durable()).isZero();
    }

    @Test
    void anOwnerMayCloseFromWithinTheFailureCallback() {
        CompletableFuture<Committer> self = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Committer committer = new Committer(this::failing, failure -> {
            self.join().close();
            closed.complete(null);
        });
        self.complete(committer);
        writes.release(1);
        committer.submit(batch(), Urgency.NOW);
        closed.join();
        committer.close();
    }

    @Test
    void closingCommitsWhatWaits() {
        writes.release(10);
        Committer committer = new Committer(this::whenAllowed, told::complete);
        long number = committer.submit(batch(), Urgency.SOON);
        committer.close();
        assertThat(committer.durable()).isEqualTo(number);
        assertThatThrownBy(() -> committer.submit(batch(), Urgency.NOW)).isInstanceOf(IllegalStateException.class);
    }

    private void whenAllowed(List<Batch> batches) {
        began.release();
        writes.acquireUninterruptibly();
        commits.add(batches.size());
    }

    private void failing(List<Batch> batches) throws IOException {
        whenAllowed(batches);
        throw new IOException("no disk");
    }

    private static Batch batch() {
        return new Batch().put(KEY, KEY);
    }
}
