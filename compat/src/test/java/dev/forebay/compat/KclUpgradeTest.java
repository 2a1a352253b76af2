package dev.forebay.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.compat.Event.Kind;
import dev.forebay.server.Forebay;
import dev.forebay.server.ForebayConfig;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that is stopped, and started again on the next generation of the KCL, with the tables that it has. */
@Tag("long")
class KclUpgradeTest {

    @Test
    void eachGenerationGoesOnFromTheCheckpointsOfTheOneBefore() {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp())) {
            TestStream stream = TestStream.create(forebay.kinesis(), "years", 2);
            try (Application application =
                    new Application(forebay.endpoint(), forebay.dynamodb(), Generation.KCL_2, "polling", stream.name())) {
                for (Generation generation : Generation.values()) {
                    assertGoesOn(application, generation, stream);
                }
                assertThat(application.events().of(Kind.RECORD)).as("each record once").hasSize(stream.given().size());
            }
        }
    }

    private static void assertGoesOn(Application application, Generation generation, TestStream stream) {
        Set<String> given = stream.put(generation.client(), 50);
        int before = application.events().all().size();
        ClientProcess worker = application.start(generation.client(), generation);
        Events events = application.await("all records of " + generation,
                seen -> seen.data().containsAll(given) && seen.after(before).of(Kind.CHECKPOINT).map(Event::shard).distinct().count() == 2);
        worker.leave();
        assertThat(worker.exitCode()).as("log %s", worker.log()).isZero();
        if (before > 0) {
            assertThat(events.after(before).of(Kind.BEGUN)).allSatisfy(begun -> assertThat(begun.position()).isNotEqualTo("TRIM_HORIZON"));
        }
    }
}
