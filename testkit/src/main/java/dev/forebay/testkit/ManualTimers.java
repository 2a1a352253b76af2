package dev.forebay.testkit;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Timers;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Timers that run nothing by themselves: {@link #run} runs what is due by the clock, on the calling thread, in the
 * order of time. Safe for use by several threads.
 */
public final class ManualTimers implements Timers {
    private final Clock clock;
    private final AtomicLong count = new AtomicLong();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();

    public ManualTimers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Timer at(long millis, Runnable task) {
        Waiting one = new Waiting(millis, count.getAndIncrement(), task);
        synchronized (waiting) {
            waiting.add(one);
        }
        return () -> {
            synchronized (waiting) {
                waiting.remove(one);
            }
        };
    }

    @Override
    public void soon(Runnable task) {
        at(Long.MIN_VALUE, task);
    }

    /** Runs what is due, and what that makes due, but no more than so many tasks; returns how many it ran. */
    public int run(int most) {
        int ran = 0;
        for (Waiting next; ran < most && (next = nextDue()) != null; ran++) {
            next.task.run();
        }
        return ran;
    }

    /** How many tasks wait. */
    public int size() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private Waiting nextDue() {
        synchronized (waiting) {
            return waiting.isEmpty() || waiting.peek().at > clock.millis() ? null : waiting.poll();
        }
    }

    @Override
    public void close() {
        synchronized (waiting) {
            waiting.clear();
        }
    }

    private record Waiting(long at, long number, Runnable task) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }
}
