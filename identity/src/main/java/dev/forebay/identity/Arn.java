package dev.forebay.identity;

import java.util.Optional;

/**
 * An Amazon Resource Name: {@code arn:partition:service:region:account:resource}. Region and account are text here, for
 * some resources have none.
 */
public record Arn(String partition, String service, String region, String account, String resource) {

    private static final int PARTS = 6;

    /** An ARN in the partition {@code aws}. */
    public static Arn of(String service, Region region, AccountId account, String resource) {
        return new Arn("aws", service, region.value(), account.value(), resource);
    }

    /** Reads an ARN; empty when the text is none. */
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length != PARTS || !parts[0].equals("arn") || parts[1].isEmpty() || parts[2].isEmpty() || parts[5].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
