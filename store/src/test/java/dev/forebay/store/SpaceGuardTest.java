package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpaceGuardTest {
    private final AtomicLong usable = new AtomicLong(1000);
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final SpaceGuard guard = new SpaceGuard(100, this::lookUp, now::get);

    @Test
    void whatWasWrittenCountsBeforeTheFileSystemIsAskedAgain() {
        guard.wrote(900);
        assertThatCode(guard::require).doesNotThrowAnyException();
        guard.wrote(1);
        assertThatThrownBy(guard::require).isInstanceOf(StoreFull.class).hasMessageContaining("99 bytes");
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void spaceThatReturnsIsNoticed() {
        guard.wrote(950);
        assertThatThrownBy(guard::require).isInstanceOf(StoreFull.class);
        now.addAndGet(SpaceGuard.FRESH.toNanos());
        assertThatCode(guard::require).doesNotThrowAnyException();
    }

    @Test
    void theFileSystemIsAskedSeldom() {
        for (int i = 0; i < 1000; i++) {
            guard.require();
        }
        assertThat(lookUps).hasValue(1);
    }

    private long lookUp() {
        lookUps.incrementAndGet();
        return usable.get();
    }
}
