package dev.forebay.cloudtrail;

import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Objects of the SDK with every member filled, each text one of a kind; those of secret members are remembered. */
final class RandomPojo {

    private static final int MAX_DEPTH = 5;

    final Set<String> secrets = new TreeSet<>();
    private final Random random;
    private final Set<String> secretMembers;

    RandomPojo(Random random, Set<String> secretMembers) {
        this.random = random;
        this.secretMembers = secretMembers;
    }

    SdkPojo of(Class<? extends SdkPojo> type) {
        try {
            return fill((SdkPojo) type.getMethod("builder").invoke(null), 0);
        } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private SdkPojo fill(SdkPojo builder, int depth) {
        for (SdkField<?> field : builder.sdkFields()) {
            set(field, builder, value(field, field.memberName(), depth));
        }
        return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
    }

    @SuppressWarnings("unchecked")
    private static void set(SdkField<?> field, SdkPojo builder, Object value) {
        if (value != null) {
            ((SdkField<Object>) field).set(builder, value);
        }
    }

    private Object value(SdkField<?> field, String member, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text(member);
            case INTEGER -> random.nextInt(1_000);
            case LONG -> random.nextLong(1_000);
            case SHORT -> (short) 1;
            case BYTE -> (byte) 1;
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextInt(3) == 0 ? Double.NaN : random.nextDouble();
            case BIG_DECIMAL -> BigDecimal.TEN;
            case BOOLEAN -> random.nextBoolean();
            case INSTANT -> Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
            case SDK_BYTES -> SdkBytes.fromUtf8String(secret());
            case SDK_POJO -> depth == MAX_DEPTH ? null : fill(field.constructor().get(), depth + 1);
            case LIST -> depth == MAX_DEPTH ? null : list(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), member, depth);
            case MAP -> depth == MAX_DEPTH ? null : map(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), member, depth);
            case DOCUMENT, NULL -> null;
        };
    }

    private Object list(SdkField<?> element, String member, int depth) {
        Object one = value(element, member, depth + 1);
        return one == null ? null : List.of(one);
    }

    private Object map(SdkField<?> values, String member, int depth) {
        Object one = value(values, member, depth + 1);
        Map<String, Object> map = new LinkedHashMap<>();
        if (one != null) {
            map.put("key", one);
        }
        return map;
    }

    private String text(String member) {
        return secretMembers.contains(member) ? secret() : "text-" + Long.toHexString(random.nextLong()) + "\"\\\n\u20ac";
    }

    private String secret() {
        String secret = "secret-" + Long.toHexString(random.nextLong());
        secrets.add(secret);
        return secret;
    }

    /** All texts in an object. */
    void texts(Object value, Set<String> found) {
        switch (value) {
            case SdkPojo pojo -> pojo.sdkFields().forEach(field -> texts(String.valueOf(field.memberName()), field.getValueOrDefault(pojo), found));
            case List<?> list -> list.forEach(item -> texts(item, found));
            case Map<?, ?> map -> map.values().forEach(item -> texts(item, found));
            case String text -> found.add(text.substring(0, Math.min(text.length(), 20)));
            default -> { }
        }
    }

    private void texts(String member, Object value, Set<String> found) {
        if (value != null && !member.isEmpty()) {
            texts(value, found);
        }
    }
}
