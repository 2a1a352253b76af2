package dev.forebay.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** One class of the SDK's model, prepared for the codecs: its members in order and by name. Immutable. */
final class Shape {

    final Member[] members;

    /** The members that AWS's model requires. */
    final Member[] required;

    final ModelShape model;

    private final String name;
    private final Supplier<? extends SdkPojo> builders;

    /** Members by {@link #hash} of their names in JSON, at most half full. */
    private final Member[] byLocation;

    private Shape(String name, Supplier<? extends SdkPojo> builders, List<SdkField<?>> fields, ModelShape model, Linker linker) {
        this.name = name;
        this.builders = builders;
        this.model = model;
        this.members = fields.stream()
                .map(field -> Member.of(field, model, linker, name))
                .toArray(Member[]::new);
        this.byLocation = new Member[Integer.highestOneBit(members.length * 2 + 1) * 2];
        for (Member member : members) {
            byLocation[slot(member.utf8, 0, member.utf8.length)] = member;
        }
        this.required = Arrays.stream(members)
                .filter(member -> member.required)
                .toArray(Member[]::new);
    }

    /** The simple name of the SDK's class, such as {@code SendMessageBatchRequestEntry}. */
    String name() {
        return name;
    }

    /** The member of that name in JSON, or null: unknown members are passed over, as AWS does. */
    Member member(byte[] utf8, int from, int to) {
        return byLocation[slot(utf8, from, to)];
    }

    private int slot(byte[] utf8, int from, int to) {
        int mask = byLocation.length - 1;
        int slot = hash(utf8, from, to) & mask;
        while (byLocation[slot] != null && !Arrays.equals(byLocation[slot].utf8, 0, byLocation[slot].utf8.length, utf8, from, to)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Cheap, which is enough: the table holds AWS's names only, so nobody can make it slow. */
    private static int hash(byte[] utf8, int from, int to) {
        return from == to ? 0 : (to - from) * 31 + utf8[from] * 7 + utf8[to - 1] * 13 + utf8[from + to >>> 1] * 17;
    }

    SdkPojo newBuilder() {
        return builders.get();
    }

    static Object build(SdkPojo builder) {
        return ((Buildable) builder).build();
    }

    /** Makes shapes and remembers them by class. One a service. Safe for threads. */
    record Linker(WireModel model, Overlay overlay, Map<Class<?>, Shape> shapes) {

        Linker(WireModel model, Overlay overlay) {
            this(model, overlay, new ConcurrentHashMap<>());
        }

        Shape shape(Supplier<? extends SdkPojo> builders, ModelShape shape) {
            SdkPojo builder = builders.get();
            Shape known = shapes.get(builder.getClass());
            if (known == null) {
                // Builders are nested in the class that they build.
                String name = builder.getClass().getEnclosingClass().getSimpleName();
                known = new Shape(name, builders, builder.sdkFields(), shape, this);
                shapes.putIfAbsent(builder.getClass(), known);
            }
            return known;
        }

        /** The shape of a modelled exception that has members besides its message. */
        Optional<Shape> shape(Throwable error) {
            if (error instanceof SdkPojo pojo && !pojo.sdkFields().isEmpty() && error instanceof ToCopyableBuilder<?, ?> copyable) {
                return Optional.of(shape(() -> (SdkPojo) copyable.toBuilder(), ModelShape.FREE));
            }
            return Optional.empty();
        }
    }
}
