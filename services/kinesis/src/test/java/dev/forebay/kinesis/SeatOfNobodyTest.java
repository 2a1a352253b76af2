package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A subscription that begins while its consumer goes does not outlive it. */
class SeatOfNobodyTest {
    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void whoIsSeatedRightAfterTheConsumerWasRemovedIsEnded() throws InterruptedException {
        Stream stream = kinesis.stream("s", 1);
        try (Subscription late = new Subscription(stream, stream.shards().get(0), new Consumers.Seat("removed", 0), 1, InProcess.CALLER).begin()) {
            assertThat(late.next()).isEmpty();
        }
    }
}
