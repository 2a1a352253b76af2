package dev.forebay.kinesis;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Timers;
import dev.forebay.store.Store;

/** What every stream needs from outside. */
record Environment(Store store, Clock clock, Timers timers, KinesisConfig config, RecordSeals seals) {

    long now() {
        return clock.millis();
    }
}
