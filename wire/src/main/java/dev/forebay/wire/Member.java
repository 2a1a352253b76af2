package dev.forebay.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * One member of a shape, or the element of a list or map, as the codecs see it: what the SDK's field metadata says,
 * looked up once. With {@link Shape} the only user of that metadata. Immutable, but for the shape that it links late.
 */
final class Member {

    /** What a value is on the wire. */
    enum Kind {
        STRING("a String"), INTEGER("an Integer"), LONG("a Long"), SHORT("a Short"), BYTE("a Byte"), FLOAT("a Float"), DOUBLE("a Double"),
        DECIMAL("a BigDecimal"), BOOLEAN("an Boolean"), TIME("a Timestamp"), BYTES("a Blob"), STRUCTURE("a Structure"), LIST("a List"),
        MAP("a Map"), DOCUMENT("a Document");

        /** AWS's word for it, with AWS's article. */
        final String told;

        Kind(String told) {
            this.told = told;
        }
    }

    /** How a time is spelled; {@code UNSAID} leaves it to the protocol. */
    enum TimeFormat { UNSAID, ISO, HTTP_DATE, SECONDS, MILLIS }

    /** AWS's name of the member, as in its model. */
    final String name;

    /** The name in JSON and in unflattened query parameters. */
    final String location;

    /** The name in JSON. */
    final byte[] utf8;

    /** {@code "name":} in UTF-8, ready to be copied. */
    final byte[] json;

    /** The name as a text of CBOR, ready to be copied. */
    final byte[] cbor;

    final Kind kind;

    /** Whether AWS's model requires it. */
    final boolean required;

    /** Whether anything in it can violate AWS's model. */
    final boolean constrained;

    final TimeFormat timeFormat;
    final QueryName query;

    /** What a list or map holds; the member itself otherwise. */
    final Member element;

    private final SdkField<Object> field;
    private final Shape.Linker linker;
    private final ModelShape model;

    /** Linked at first use, as shapes may contain themselves. Racing threads link the same thing. */
    private Shape shape;

    @SuppressWarnings("unchecked") // A field of some type is read and written as Object here, checked by Kind.
    private Member(SdkField<?> field, String name, ModelShape.Part part, Shape.Linker linker, String owner) {
        this.field = (SdkField<Object>) field;
        this.linker = linker;
        this.name = name;
        this.required = part.required();
        this.model = linker.model().shapes().getOrDefault(part.target(), ModelShape.FREE);
        this.constrained = required || model != ModelShape.FREE;
        this.location = field.locationName();
        this.utf8 = location.getBytes(StandardCharsets.UTF_8);
        this.json = ('"' + location + "\":").getBytes(StandardCharsets.UTF_8);
        this.cbor = new CborOutput(location.length() + 4).text(location).toByteArray();
        this.kind = kind(field.marshallingType());
        this.timeFormat = timeFormat(field);
        this.query = linker.overlay().queryName(owner, name).orElseGet(() -> queryName(field));
        this.element = switch (kind) {
            case LIST -> element(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), "member");
            case MAP -> element(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), "value");
            default -> this;
        };
    }

    /** A member of a structure whose class is {@code owner}. */
    static Member of(SdkField<?> field, ModelShape structure, Shape.Linker linker, String owner) {
        String name = modelName(field, structure);
        return new Member(field, name, structure.part(name), linker, owner);
    }

    /** The SDK gives some lists a plural that AWS's model has not: SNS's {@code ActionName} is its {@code ActionNames}. */
    private static String modelName(SdkField<?> field, ModelShape structure) {
        boolean renamed = !structure.names(field.memberName()) && structure.names(field.locationName());
        return renamed ? field.locationName() : field.memberName();
    }

    private Member element(SdkField<?> of, String part) {
        return new Member(of, part, model.part(part), linker, "");
    }

    /** The value in an object of the SDK; empty for what nobody has set. */
    Optional<Object> of(Object object) {
        return Optional.ofNullable(read(object));
    }

    /** As {@link #of}, null instead of empty: the codecs read millions of members a second. */
    Object read(Object object) {
        Object value = field.getValueOrDefault(object);
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap ? null : value;
    }

    void write(SdkPojo builder, Object value) {
        field.set(builder, value);
    }

    Shape shape() {
        Shape known = shape;
        if (known == null) {
            known = linker.shape(field.constructor(), model);
            shape = known;
        }
        return known;
    }

    ModelShape model() {
        return model;
    }

    /** The constraints of a map's keys. */
    ModelShape keyModel() {
        return linker.model().shapes().getOrDefault(model.part("key").target(), ModelShape.FREE);
    }

    private static Kind kind(MarshallingType<?> type) {
        return switch (type.getKnownType()) {
            case STRING -> Kind.STRING;
            case INTEGER -> Kind.INTEGER;
            case LONG -> Kind.LONG;
            case SHORT -> Kind.SHORT;
            case BYTE -> Kind.BYTE;
            case FLOAT -> Kind.FLOAT;
            case DOUBLE -> Kind.DOUBLE;
            case BIG_DECIMAL -> Kind.DECIMAL;
            case BOOLEAN -> Kind.BOOLEAN;
            case INSTANT -> Kind.TIME;
            case SDK_BYTES -> Kind.BYTES;
            case SDK_POJO -> Kind.STRUCTURE;
            case LIST -> Kind.LIST;
            case MAP -> Kind.MAP;
            case DOCUMENT -> Kind.DOCUMENT;
            case NULL -> throw new IllegalStateException("a field of no type");
        };
    }

    private static TimeFormat timeFormat(SdkField<?> field) {
        return field.getOptionalTrait(TimestampFormatTrait.class).map(trait -> switch (trait.format()) {
            case ISO_8601 -> TimeFormat.ISO;
            case RFC_822 -> TimeFormat.HTTP_DATE;
            case UNIX_TIMESTAMP -> TimeFormat.SECONDS;
            case UNIX_TIMESTAMP_MILLIS -> TimeFormat.MILLIS;
        }).orElse(TimeFormat.UNSAID);
    }

    private static QueryName queryName(SdkField<?> field) {
        Optional<ListTrait> list = field.getOptionalTrait(ListTrait.class);
        if (list.isPresent()) {
            String item = Optional.ofNullable(list.get().memberLocationName()).orElse("member");
            boolean flat = list.get().isFlattened();
            boolean renamed = flat && list.get().memberLocationName() != null;
            return new QueryName(renamed ? item : field.locationName(), flat, item, "key", "value");
        }
        return field.getOptionalTrait(MapTrait.class)
                .map(map -> new QueryName(field.locationName(), map.isFlattened(), "entry",
                        Optional.ofNullable(map.keyLocationName()).orElse("key"),
                        Optional.ofNullable(map.valueLocationName()).orElse("value")))
                .orElseGet(() -> new QueryName(field.locationName(), false, "member", "key", "value"));
    }
}
