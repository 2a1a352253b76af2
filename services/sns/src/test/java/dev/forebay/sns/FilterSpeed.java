package dev.forebay.sns;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Prints what it costs to find the ten subscribers of a message among many, and what a policy weighs: a first look without
 * JMH, for changes to the index. Run its main method, with {@code -Xmx1g} or more.
 */
public final class FilterSpeed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 1_000;
    private static final int[] SIZES = {10, 1_000, 100_000};
    private static final int MATCHING = 10;

    private static final Map<String, MessageAttribute> ATTRIBUTES = Map.of(
            "customer", MessageAttribute.ofText("String", "example_corp"),
            "kind", MessageAttribute.ofText("String", "order-placed"),
            "address", MessageAttribute.ofText("String", "192.168.0.7"),
            "price", MessageAttribute.ofText("Number", "100.5"));
    /** About 1 KiB. */
    private static final String BODY = "{\"order\":{\"customer\":\"example_corp\",\"kind\":\"order-placed\",\"items\":["
            + "{\"sku\":\"a\",\"price\":100.5},{\"sku\":\"b\",\"price\":3}]},\"note\":\"" + "x".repeat(800) + "\"}";

    /** Keeps the compiler from dropping the work. */
    private static int sink;

    private FilterSpeed() {}

    public static void main(String... arguments) {
        all(WARM_UP);
        System.out.println("-- from here on it counts");
        for (int size : SIZES) {
            all(size);
        }
    }

    private static void all(int size) {
        int others = size - MATCHING;
        attributes("exact", size, i -> "{\"customer\":[\"" + name(i, others) + "\"]}");
        attributes("exact and a crowded key", size, i -> "{\"kind\":[\"order-placed\"],\"customer\":[\"" + name(i, others) + "\"]}");
        attributes("exact and anything-but", size, i -> "{\"kind\":[{\"anything-but\":\"k" + i + "\"}],\"customer\":[\"" + name(i, others) + "\"]}");
        attributes("prefix", size, i -> "{\"customer\":[{\"prefix\":\"" + prefix(i, others) + "\"}]}");
        attributes("wildcard", size, i -> "{\"customer\":[{\"wildcard\":\"" + prefix(i, others) + "*p\"}]}");
        attributes("wildcard without ends", size, i -> "{\"customer\":[{\"wildcard\":\"*" + (i < others ? "customer-" + i : "corp") + "*\"}]}");
        attributes("numeric range", size, i -> "{\"price\":[{\"numeric\":[\">\"," + price(i, others) + ",\"<\"," + (price(i, others) + 1) + "]}]}");
        attributes("address block", size, i -> "{\"address\":[{\"cidr\":\"" + block(i, others) + "/24\"}]}");
        measure("exact in the body", size, i -> FilterPolicies.ofBody("{\"order\":{\"customer\":[\"" + name(i, others) + "\"]}}"));
    }

    private static String name(int i, int others) {
        return i < others ? "customer-" + i : "example_corp";
    }

    private static String prefix(int i, int others) {
        return i < others ? "customer-" + i + "-" : "example".substring(0, 1 + i % 7);
    }

    private static String block(int i, int others) {
        return i < others ? "10." + i / 256 % 256 + "." + i % 256 + ".0" : "192.168.0.0";
    }

    private static double price(int i, int others) {
        return i < others ? 200 + i * 2 : 100;
    }

    private static void attributes(String what, int size, IntFunction<String> json) {
        measure(what, size, i -> FilterPolicies.ofAttributes(json.apply(i)));
    }

    private static void measure(String what, int size, IntFunction<FilterPolicy> policy) {
        long before = usedMemory();
        FilterIndex<Integer> index = new FilterIndex<>();
        for (int i = 0; i < size; i++) {
            index.put(i, policy.apply(i));
        }
        long bytes = (usedMemory() - before) / size;
        int found = index.match(event()).size();
        if (found != MATCHING) {
            throw new IllegalStateException(what + ": found " + found);
        }
        long match = best(() -> index.match(event()).size());
        long replace = best(() -> {
            index.put(size / 2, policy.apply(size / 2));
            return index.size();
        });
        System.out.printf("%-24s %,8d policies: %,9d ns to find ten, %,7d ns to read and replace one, %,d bytes each%n",
                what, size, match, replace, bytes);
    }

    private static FilterEvent event() {
        return FilterEvent.of(ATTRIBUTES, BODY);
    }

    /** In processor time of this thread, so that neighbours disturb little. */
    private static long best(Supplier<Integer> work) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            int times = 0;
            long start = THREADS.getCurrentThreadCpuTime();
            while (times % 64 != 0 || THREADS.getCurrentThreadCpuTime() - start < 40_000_000L) {
                sink += work.get();
                times++;
            }
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / times);
        }
        return best;
    }

    private static long usedMemory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
