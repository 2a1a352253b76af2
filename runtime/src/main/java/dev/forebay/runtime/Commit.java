package dev.forebay.runtime;

/**
 * The commit that an operation's batch became part of. What an operation leaves in memory may hold on to it, so that
 * whoever shows it to somebody later knows what to wait for.
 *
 * <p>Written once, under the partition's lock, before anybody else can see what refers to it.
 */
public final class Commit {

    /** Stands for whatever was read from the store: durable by nature. */
    public static final Commit DURABLE = new Commit();

    private long number;

    Commit() {}

    /** The store's number of this commit; zero for a commit that changed nothing. Read it under the partition's lock. */
    public long number() {
        return number;
    }

    void number(long number) {
        this.number = number;
    }
}
