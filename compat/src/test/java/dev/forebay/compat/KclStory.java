package dev.forebay.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.compat.Event.Kind;
import dev.forebay.server.Forebay;
import dev.forebay.server.ForebayConfig;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * A day in the life of two KCL workers, each a process, on a stream of four shards: the tests are its hours, in this order, because
 * starting a worker takes long. A subclass says which KCL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class KclStory {
    private static final List<String> WORKERS = List.of("anna", "bert");

    private final Generation generation;
    private final Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
    private final TestStream stream = TestStream.create(forebay.kinesis(), "rides", 4);
    private final Application application;

    KclStory(Generation generation, String retrieval) {
        this.generation = generation;
        this.application = new Application(forebay.endpoint(), forebay.dynamodb(), generation, retrieval, stream.name());
    }

    @BeforeAll
    void twoWorkersStart() {
        application.startOneAfterTheOther(WORKERS);
    }

    @AfterAll
    void everythingEnds() {
        application.close();
        forebay.close();
    }

    @Test
    @Order(1)
    void everyRecordArrives() {
        Set<String> given = stream.put("early", 200);

        application.await("all early records", events -> events.data().containsAll(given));
    }

    @Test
    @Order(2)
    void twoWorkersShareTheShards() {
        application.await("shards in both hands", events -> WORKERS.stream().noneMatch(worker -> events.heldBy(worker).isEmpty()),
                () -> stream.put("busy", 20));

        assertThat(application.leases()).hasSize(4);
        assertThat(application.leases().values()).extracting(lease -> lease.get("leaseOwner").s()).isSubsetOf(WORKERS);
    }

    @Test
    @Order(3)
    void theTablesAreThoseOfThisGeneration() {
        assertThat(application.tables()).containsExactlyInAnyOrderElementsOf(
                generation.tables().stream().map(suffix -> application.name() + suffix).toList());
        assertThat(application.leader().isPresent()).isEqualTo(generation.leaderTable().isPresent());
    }

    @Test
    @Order(4)
    void metricsReachCloudWatch() {
        application.await("metrics", _ -> metrics().contains("RecordsProcessed"));

        assertThat(metrics()).contains("RecordsProcessed", "Success", "Time");
    }

    private Set<String> metrics() {
        return forebay.cloudwatch().listMetrics(request -> request.namespace(application.name())).metrics().stream()
                .map(Metric::metricName).collect(Collectors.toSet());
    }

    @Test
    @Order(5)
    void childrenOfASplitAndAMergeAreReadAfterTheirParents() {
        List<Shard> parents = stream.shards();
        stream.split(parents.get(0));
        stream.put("split", 40);
        stream.merge(parents.get(2), parents.get(3));
        stream.put("merged", 40);

        Events events = application.await("children begun, everything read",
                seen -> seen.shards().size() == 7 && seen.data().containsAll(stream.given()), () -> stream.put("after", 5));
        for (Shard child : stream.shards().subList(4, 7)) {
            assertBegunAfter(events, child, child.parentShardId());
            if (child.adjacentParentShardId() != null) {
                assertBegunAfter(events, child, child.adjacentParentShardId());
            }
        }
    }

    private void assertBegunAfter(Events events, Shard child, String parent) {
        assertThat(events.firstOf(Kind.BEGUN, child.shardId())).isGreaterThan(events.lastOf(Kind.ENDING, parent));
        assertThat(events.lastOf(Kind.ENDING, parent)).isGreaterThan(events.lastOf(Kind.RECORD, parent));
        assertThat(application.leases().get(parent).get("checkpoint").s()).isEqualTo("SHARD_END");
    }

    @Test
    @Order(6)
    void theSurvivorGoesOnFromTheCheckpointsOfAKilledWorker() {
        String victim = victim();
        String survivor = WORKERS.stream().filter(worker -> !worker.equals(victim)).findFirst().orElseThrow();
        application.await("the victim has shards", events -> !events.heldBy(victim).isEmpty(), () -> stream.put("busy", 20));
        Set<String> unchecked = stream.put("unchecked", 80);
        application.await("all unchecked records", events -> events.data().containsAll(unchecked));
        application.process(victim).kill();
        Events before = application.events();

        Set<String> held = before.heldBy(victim);
        Set<String> late = stream.put("late", 80);
        Events after = application.await("all late records", events -> events.data().containsAll(late)).after(before.all().size());
        assertThat(held).isNotEmpty().allSatisfy(shard -> assertTakenOver(before, after.by(survivor).about(shard), shard));
    }

    /** Not the leader, if there is one. */
    private String victim() {
        String leader = application.leader().orElse("");
        return WORKERS.stream().filter(worker -> leaderDies() == worker.equals(leader)).findFirst().orElseThrow();
    }

    /** Its place stays empty for two minutes in KCL 3.0, and by default in KCL 3.5. */
    boolean leaderDies() {
        return false;
    }

    /** The survivor begins where the last checkpoint is, and sees what came after it again. */
    private static void assertTakenOver(Events before, Events taken, String shard) {
        Event begun = taken.of(Kind.BEGUN).findFirst().orElseThrow();
        before.about(shard).of(Kind.CHECKPOINT).reduce((_, last) -> last)
                .ifPresent(checkpoint -> assertThat(begun.number()).isGreaterThanOrEqualTo(checkpoint.number()));
        Set<String> again = before.about(shard).of(Kind.RECORD).filter(record -> record.number().compareTo(begun.number()) > 0)
                .map(Event::data).collect(Collectors.toSet());
        assertThat(taken.data()).containsAll(again);
    }

    @Test
    @Order(7)
    void nothingIsMissingAndEachShardCameInOrder() {
        Events events = application.await("everything", seen -> seen.data().containsAll(stream.given()));

        assertThat(events.data()).containsExactlyInAnyOrderElementsOf(stream.given());
        for (String worker : WORKERS) {
            events.shards().forEach(shard -> assertOrdered(events.by(worker).about(shard)));
        }
    }

    /** Rising between one lease and the next. */
    private static void assertOrdered(Events events) {
        BigInteger last = BigInteger.ZERO;
        for (Event event : events.all()) {
            if (event.is(Kind.BEGUN)) {
                last = event.number();
            } else if (event.is(Kind.RECORD)) {
                assertThat(event.number()).isGreaterThan(last);
                last = event.number();
            }
        }
    }
}
