package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.Partitions;
import dev.forebay.testkit.ManualClock;
import dev.forebay.vault.AesVault;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Two who change the same endpoint, the second before the first is durable. */
class PlatformRacesTest {
    private final PlatformSlowStore store = new PlatformSlowStore();
    private final PlatformCatalog catalog = new PlatformCatalog(Partitions.open(store), AesVault.inMemory(), new ManualClock(), new Random(1));
    private final PlatformEndpoints endpoints = catalog.endpoints();
    private final PlatformApplication application = catalog.create(
            new PlatformApplicationId(PlatformWorld.CALLER.account(), PlatformWorld.CALLER.region(), Platform.ADM, "weather"),
            PlatformWorld.adm());

    @Test
    void aDeviceThatRegistersTwiceGetsOneEndpoint() throws Exception {
        store.hold();
        FutureTask<PlatformEndpointId> first = startedAndWaiting(() -> endpoints.create(application, endpoint("device")));
        FutureTask<PlatformEndpointId> second = startedAndWaiting(() -> endpoints.create(application, endpoint("device")));
        store.release();

        assertThat(second.get()).isEqualTo(first.get());
    }

    @Test
    void aTokenIsTakenByOneOfTwo() throws Exception {
        UUID one = endpoints.create(application, endpoint("one")).id();
        UUID two = endpoints.create(application, endpoint("two")).id();
        store.hold();
        FutureTask<Boolean> first = startedAndWaiting(() -> endpoints.update(application, one, record -> endpoint("new")));
        FutureTask<Boolean> second = startedAndWaiting(() -> endpoints.update(application, two, record -> endpoint("new")));
        store.release();

        assertThat(first.get()).isTrue();
        PlatformWorld.assertRefused("InvalidParameter", () -> get(second)).contains("already exists with the same Token");
        assertThat(endpoints.find(application, two)).contains(endpoint("two"));
    }

    @Test
    void whatOneSetsIsNotLostByAnother() throws Exception {
        UUID id = endpoints.create(application, endpoint("device")).id();
        store.hold();
        FutureTask<Boolean> first = startedAndWaiting(() -> set(id, Map.of("CustomUserData", "user")));
        FutureTask<Boolean> second = startedAndWaiting(() -> set(id, Map.of("Enabled", "false")));
        store.release();
        first.get();
        second.get();

        assertThat(endpoints.find(application, id)).contains(new PlatformEndpointRecord(false, "device", "user"));
    }

    @Test
    void anEndpointOfAnApplicationThatIsBeingDeletedIsNotCreated() throws Exception {
        store.hold();
        FutureTask<Void> deletion = startedAndWaiting(() -> {
            catalog.delete(application);
            return null;
        });
        FutureTask<PlatformEndpointId> creation = startedAndWaiting(() -> endpoints.create(application, endpoint("device")));
        store.release();
        deletion.get();

        PlatformWorld.assertRefused("NotFound", () -> get(creation)).isEqualTo("PlatformApplication does not exist");
        assertThat(endpoints.list(application, Optional.empty(), 10)).isEmpty();
    }

    private boolean set(UUID id, Map<String, String> attributes) {
        return endpoints.update(application, id, before -> PlatformEndpointAttributes.change(Platform.ADM, before, attributes));
    }

    private static PlatformEndpointRecord endpoint(String token) {
        return new PlatformEndpointRecord(true, token, "");
    }

    /** Starts something and returns once it waits: for the disk, or for who was first. */
    private static <R> FutureTask<R> startedAndWaiting(Callable<R> action) {
        FutureTask<R> task = new FutureTask<>(action);
        Thread thread = Thread.ofPlatform().daemon().start(task);
        while (thread.getState() != Thread.State.WAITING && !task.isDone()) {
            Thread.onSpinWait();
        }
        return task;
    }

    /** The result, or what it was refused with. */
    private static <R> R get(FutureTask<R> task) throws Throwable {
        try {
            return task.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause();
        }
    }
}
