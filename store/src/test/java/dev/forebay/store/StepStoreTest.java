package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.store.Store.Urgency;
import org.junit.jupiter.api.Test;

class StepStoreTest extends StoreContract {
    @Override
    Store create() {
        return new StepStore();
    }

    @Test
    void nothingIsReadBeforeItsStep() {
        StepStore steps = new StepStore();
        steps.submit(filled(1, 1), Urgency.NOW);
        steps.submit(filled(2, 2), Urgency.NOW);
        assertThat(steps.durable()).isZero();
        assertThat(steps.get(key(1))).isEmpty();
        steps.step(1);
        assertThat(steps.get(key(1))).isPresent();
        assertThat(steps.get(key(2))).isEmpty();
        assertThat(steps.pending()).isEqualTo(1);
    }

    @Test
    void aCrashKeepsWhatWasDurableAndAPrefixOfTheRest() {
        StepStore steps = new StepStore();
        for (int i = 1; i <= 5; i++) {
            steps.submit(filled(i, i), Urgency.NOW);
        }
        steps.step(2);
        StepStore recovered = steps.crash(1);
        assertThat(entries(recovered, key(0), key(9)).keySet()).containsExactly(1L, 2L, 3L);
        assertThat(recovered.durable()).isZero();
        assertThat(recovered.pending()).isZero();
        assertThatThrownBy(() -> steps.submit(new Batch(), Urgency.NOW)).isInstanceOf(IllegalStateException.class);
    }
}
