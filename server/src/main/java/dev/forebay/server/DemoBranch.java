package dev.forebay.server;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The queues that the stream of purchases branches into, each with its filter, and with what we expect of that filter. */
enum DemoBranch {
    FRAUD("amount > 900", "{\"amount\":[{\"numeric\":[\">\",900]}]}", purchase -> purchase.amount() > 900),
    SHIPPING("status = placed", DemoBranch.status(DemoPurchase.PLACED), purchase -> purchase.status().equals(DemoPurchase.PLACED)),
    PLACED("status = placed", DemoBranch.status(DemoPurchase.PLACED), purchase -> purchase.status().equals(DemoPurchase.PLACED)),
    CANCELLED("status = cancelled", DemoBranch.status(DemoPurchase.CANCELLED), purchase -> purchase.status().equals(DemoPurchase.CANCELLED)),
    DECLINED("status = declined", DemoBranch.status(DemoPurchase.DECLINED), purchase -> purchase.status().equals(DemoPurchase.DECLINED));

    private final String meaning;
    private final String policy;
    private final Predicate<DemoPurchase> wants;

    DemoBranch(String meaning, String policy, Predicate<DemoPurchase> wants) {
        this.meaning = meaning;
        this.policy = policy;
        this.wants = wants;
    }

    private static String status(String wanted) {
        return "{\"status\":[\"" + wanted + "\"]}";
    }

    /** As in {@code shipping}. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The filter, for people. */
    String meaning() {
        return meaning;
    }

    /** The filter, for SNS. */
    String policy() {
        return policy;
    }

    boolean wants(DemoPurchase purchase) {
        return wants.test(purchase);
    }

    /** How many of the first purchases belong here. */
    int wantedOf(int purchases) {
        return (int) IntStream.rangeClosed(1, purchases).mapToObj(DemoPurchase::of).filter(wants).count();
    }
}
