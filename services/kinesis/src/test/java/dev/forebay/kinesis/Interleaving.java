package dev.forebay.kinesis;

import dev.forebay.store.Batch;
import dev.forebay.store.Scan;
import dev.forebay.store.StepStore;
import dev.forebay.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Calls that run side by side, one step at a time, in an order that the test draws: a call gives way wherever it waits for the disk, and
 * goes on when the test lets it. A crash ends all of them. Each call has a thread; one thread runs at a time, so that a seed repeats.
 */
final class Interleaving {
    private final List<Call> waiting = new ArrayList<>();
    private StepStore disk = new StepStore();
    private Gate gate = new Gate(disk);
    private Call running;

    /** The store of the process that runs now. */
    Store store() {
        return gate;
    }

    /** Begins a call, which runs until it waits for the first time. */
    void begin(String name, Runnable body) {
        resume(new Call(name, body));
    }

    /** Lets one of the calls go on that wait for nothing any more; false when there is none. */
    boolean proceed(Random random) {
        List<Call> ready = waiting.stream().filter(call -> call.awaited <= disk.durable()).toList();
        if (ready.isEmpty()) {
            return false;
        }
        Call next = ready.get(random.nextInt(ready.size()));
        waiting.remove(next);
        resume(next);
        return true;
    }

    private void resume(Call call) {
        running = call;
        call.run();
        running = null;
        if (call.failure != null) {
            throw new AssertionError(call.name + ": " + call.failure.getMessage(), call.failure);
        }
        if (!call.isOver) {
            waiting.add(call);
        }
    }

    int calls() {
        return waiting.size();
    }

    int pending() {
        return disk.pending();
    }

    /** Makes the oldest pending batches durable. */
    void write(int batches) {
        disk.step(batches);
    }

    /** Lets every call come to its end. */
    void finish(Random random) {
        do {
            disk.commitAll();
        } while (proceed(random));
    }

    /** Ends the process: {@code reached} of the pending batches are found by the next one. */
    void crash(int reached) {
        gate.isDown = true;
        List<Call> cut = List.copyOf(waiting);
        waiting.clear();
        cut.forEach(this::resume);
        disk = disk.crash(Math.min(reached, disk.pending()));
        gate = new Gate(disk);
    }

    /** The process is gone. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** One call, and its thread. */
    private static final class Call {
        private final String name;
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore gaveWay = new Semaphore(0);
        private long awaited;
        private boolean isOver;
        private Throwable failure;

        Call(String name, Runnable body) {
            this.name = name;
            Thread.ofVirtual().start(() -> {
                turn.acquireUninterruptibly();
                try {
                    body.run();
                } catch (Crash gone) {
                    isOver = true;
                } catch (RuntimeException | Error broken) {
                    failure = broken;
                }
                isOver = true;
                gaveWay.release();
            });
        }

        void run() {
            turn.release();
            gaveWay.acquireUninterruptibly();
        }

        void giveWay(long commit) {
            awaited = commit;
            gaveWay.release();
            turn.acquireUninterruptibly();
        }
    }

    /** The disk, as one process has it. The test itself never waits: whatever it asks for is durable at once. */
    private final class Gate implements Store {
        private final StepStore disk;
        private boolean isDown;

        Gate(StepStore disk) {
            this.disk = disk;
        }

        @Override
        public long submit(Batch batch, Urgency urgency) {
            requireUp();
            return disk.submit(batch, urgency);
        }

        @Override
        public void await(long commit) {
            requireUp();
            if (running == null) {
                disk.await(commit);
            }
            while (disk.durable() < commit) {
                running.giveWay(commit);
                requireUp();
            }
        }

        @Override
        public long durable() {
            return disk.durable();
        }

        @Override
        public Optional<byte[]> get(byte[] key) {
            requireUp();
            return disk.get(key);
        }

        @Override
        public Scan scan(byte[] from, byte[] to) {
            requireUp();
            return disk.scan(from, to);
        }

        @Override
        public void requireSpace() {
            requireUp();
        }

        @Override
        public void close() {
            disk.close();
        }

        private void requireUp() {
            if (isDown) {
                throw new Crash();
            }
        }
    }
}
