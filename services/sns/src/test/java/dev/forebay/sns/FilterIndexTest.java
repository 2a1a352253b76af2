package dev.forebay.sns;

import static dev.forebay.sns.FilterPolicies.attributes;
import static dev.forebay.sns.FilterPolicies.body;
import static dev.forebay.sns.FilterPolicies.key;
import static dev.forebay.sns.FilterPolicies.ofAttributes;
import static dev.forebay.sns.FilterPolicies.ofBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterIndexTest {
    private final FilterIndex<String> index = new FilterIndex<>();

    @Test
    void bothScopesAreSearched() {
        index.put("attributes", ofAttributes("{\"key\":[\"x\"]}"));
        index.put("body", ofBody("{\"key\":[\"x\"]}"));
        FilterEvent both = FilterEvent.of(Map.of("key", MessageAttribute.ofText("String", "x")), "{\"key\":\"x\"}");

        assertThat(index.match(both)).containsExactlyInAnyOrder("attributes", "body");
        assertThat(index.match(key("String", "x"))).containsExactly("attributes");
        assertThat(index.match(body("{\"key\":\"x\"}"))).containsExactly("body");
        assertThat(index.size()).isEqualTo(2);
    }

    @Test
    void aNewPolicyTakesThePlaceOfTheOld() {
        index.put("one", ofAttributes("{\"key\":[\"x\"]}"));
        index.put("one", ofBody("{\"key\":[\"y\"]}"));

        assertThat(index.match(key("String", "x"))).isEmpty();
        assertThat(index.match(body("{\"key\":\"y\"}"))).containsExactly("one");
        assertThat(index.size()).isOne();
    }

    @Test
    void whoIsRemovedIsFoundNoMore() {
        index.put("one", ofAttributes("{\"key\":[\"x\"]}"));
        index.put("two", ofAttributes("{\"key\":[\"x\"]}"));
        index.remove("one");
        index.remove("unknown");

        assertThat(index.match(key("String", "x"))).containsExactly("two");
        index.remove("two");
        assertThat(index.match(key("String", "x"))).isEmpty();
        assertThat(index.size()).isZero();
    }

    @Test
    void whoIsFoundInSeveralWaysIsToldOnce() {
        index.put("one", ofAttributes("{\"$or\":[{\"key\":[\"xy\",{\"prefix\":\"x\"},{\"suffix\":\"y\"}]},{\"key\":[{\"exists\":true}]}]}"));
        List<String> told = new ArrayList<>();

        index.match(key("String.Array", "[\"xy\",\"xyy\"]"), told::add);

        assertThat(told).containsExactly("one");
    }

    @Test
    void whoIsToldMayChangeTheIndex() {
        index.put("one", ofAttributes("{\"key\":[\"x\"]}"));
        index.match(key("String", "x"), index::remove);

        assertThat(index.size()).isZero();
    }

    @Test
    void aFieldThatManyShareIsNotWhatTheyAreFoundBy() {
        FilterScopeIndex<Integer> scope = new FilterScopeIndex<>();
        for (int i = 0; i < 100; i++) {
            FilterRule rule = ofAttributes("{\"kind\":[\"order\"],\"customer\":[\"c" + i + "\"]}").rules()[0];
            FilterEntry<Integer> entry = scope.add(i, rule);

            assertThat(i == 0 || entry.access.path()[0].equals("customer")).isTrue();
        }
    }

    /** Seeds; with any of them, index and plain evaluation must agree, whatever was put in and taken out. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theIndexAgreesWithThePoliciesOneByOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FilterScenario scenario = new FilterScenario(random);
        Map<String, FilterPolicy> policies = new HashMap<>();
        int met = 0;
        for (int round = 0; round < 500; round++) {
            for (int i = 0; i < 3; i++) {
                String subscriber = "s" + random.nextInt(500);
                if (random.nextInt(4) == 0) {
                    policies.remove(subscriber);
                    index.remove(subscriber);
                } else {
                    policies.put(subscriber, scenario.policy());
                    index.put(subscriber, policies.get(subscriber));
                }
            }
            FilterEvent event = scenario.event();
            List<String> expected = policies.entrySet().stream().filter(it -> it.getValue().matches(event)).map(Map.Entry::getKey).toList();
            assertThat(index.match(event)).as("seed %s, round %s", seed, round).containsExactlyInAnyOrderElementsOf(expected);
            met += expected.size();
        }
        assertThat(met).isGreaterThan(500);
        policies.keySet().forEach(index::remove);
        assertThat(index.size()).isZero();
        assertThat(index).usingRecursiveComparison().ignoringFields("lock").isEqualTo(new FilterIndex<String>());
    }

    @Test
    void searchesGoOnWhileTheIndexChanges() throws InterruptedException {
        index.put("constant", ofAttributes("{\"key\":[\"x\"]}"));
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Thread changes = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 5_000; i++) {
                index.put("s" + i % 100, ofAttributes("{\"key\":[\"x\",{\"prefix\":\"" + i % 7 + "\"},{\"numeric\":[\">\"," + i % 50 + "]}]}"));
                index.remove("s" + (i + 50) % 100);
            }
        });
        Thread searches = Thread.ofVirtual().uncaughtExceptionHandler((_, failure) -> failures.add(failure)).start(() -> {
            while (changes.isAlive()) {
                assertThat(index.match(key("String", "x")).stream().filter("constant"::equals).collect(Collectors.toList())).hasSize(1);
            }
        });
        changes.join();
        searches.join();

        assertThat(failures).isEmpty();
    }

    @Test
    void anEventWithManyAttributesIsSearchedByTheFewThatMatter() {
        Map<String, MessageAttribute> many = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            many.put("k" + i, MessageAttribute.ofText("String", "x"));
        }
        index.put("one", ofAttributes("{\"k7\":[\"x\"],\"k8\":[{\"exists\":true}],\"z\":[{\"exists\":false}]}"));

        assertThat(index.match(attributes(many))).containsExactly("one");
    }
}
