package dev.forebay.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a reference knows of one thing that changes: what it was when somebody was last told, and what was attempted since. */
final class Known<T> {
    private T certain;
    private final List<Attempt<T>> attempts = new ArrayList<>();
    /** What it was until a change was told to somebody while others were still looking. */
    private final List<T> before = new ArrayList<>();
    private int looking;

    Known(T certain) {
        this.certain = certain;
    }

    T certain() {
        return certain;
    }

    Attempt<T> attempt(T value) {
        Attempt<T> attempt = new Attempt<>(value);
        attempts.add(attempt);
        return attempt;
    }

    /** It was acknowledged. Where others overlapped, nobody can tell which came last until somebody looks. */
    void done(Attempt<T> attempt) {
        if (attempts.size() == 1 && attempts.remove(attempt)) {
            if (looking > 0) {
                before.add(certain);
            }
            certain = attempt.value;
        }
    }

    void refused(Attempt<T> attempt) {
        attempts.remove(attempt);
    }

    /** Looks at it. It must be what somebody was told, or something attempted since; what changes during the look may be seen or not. */
    void see(Supplier<T> look, String what) {
        looking++;
        T value = look.get();
        require(value, what);
        if (--looking == 0) {
            before.clear();
        }
    }

    private void require(T value, String what) {
        if (!value.equals(certain) && !before.contains(value)) {
            assertThat(attempts).as(what + " is " + value + " but was " + certain).extracting(one -> one.value).contains(value);
        }
    }

    /** It was seen while nothing was under way: so it is, and what did not happen will not. */
    void settled(T value, String what) {
        looking = 0;
        before.clear();
        require(value, what);
        certain = value;
        attempts.clear();
    }

    /** One change, told apart from others to the same value. */
    static final class Attempt<T> {
        private final T value;

        private Attempt(T value) {
            this.value = value;
        }
    }
}
