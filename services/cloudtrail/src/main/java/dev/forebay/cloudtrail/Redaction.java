package dev.forebay.cloudtrail;

import dev.forebay.identity.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Writes requests and answers as CloudTrail does, without what they carry: bodies, data, items, secrets, tokens. Shown are numbers, switches
 * and times, and those texts that {@link ShownMembers} lists; bytes never. What is long is cut. Immutable.
 */
final class Redaction {

    /** What AWS writes in place of a secret. */
    static final String HIDDEN_WORDS = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private static final Json HIDDEN = new Json.Text(HIDDEN_WORDS);

    /** Enough for names and ARNs whole; policies are cut here. */
    private static final int MAX_TEXT = 2_048;

    private static final int MAX_ITEMS = 20;

    /** Expressions of PartiQL and conditions nest; nothing that is shown lies deeper. */
    private static final int MAX_DEPTH = 6;

    /** AWS: times inside of requests are written for people, unlike the event's own. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final ShownMembers shown;

    Redaction(ShownMembers shown) {
        this.shown = shown;
    }

    Json.Members of(SdkPojo object) {
        return structure(object, 0);
    }

    private Json.Members structure(SdkPojo object, int depth) {
        String type = typeName(object);
        Map<String, Json> members = new LinkedHashMap<>();
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                members.put(lowerFirst(field.memberName()), value(new Place(type, field.memberName(), depth), field, value));
            }
        }
        return new Json.Members(members);
    }

    private Json value(Place place, SdkField<?> field, Object value) {
        if (place.depth > MAX_DEPTH || field.marshallingType() == MarshallingType.SDK_BYTES) {
            return HIDDEN;
        }
        return switch (value) {
            case String text -> shown.shows(place.type, place.member, text) ? cut(text) : HIDDEN;
            case Boolean flag -> new Json.Bare(flag.toString());
            case BigDecimal number -> new Json.Bare(number.toString());
            case Double number -> number(number);
            case Float number -> number(number);
            case Number number -> new Json.Bare(number.toString());
            case Instant time -> new Json.Text(TIME.format(time));
            case SdkPojo inner -> shown.hides(typeName(inner)) ? HIDDEN : structure(inner, place.depth + 1);
            case List<?> list -> items(place, list);
            case Map<?, ?> map -> map(place, field.getRequiredTrait(MapTrait.class).valueFieldInfo(), map);
            default -> HIDDEN;
        };
    }

    /** JSON has no words for those that are none. */
    private static Json number(Number number) {
        return Double.isFinite(number.doubleValue()) ? new Json.Bare(number.toString()) : new Json.Text(number.toString());
    }

    private Json items(Place place, List<?> list) {
        List<Json> items = new ArrayList<>();
        for (Object item : list.subList(0, Math.min(list.size(), MAX_ITEMS))) {
            items.add(item(place, item));
        }
        if (list.size() > MAX_ITEMS) {
            items.add(new Json.Text("… " + (list.size() - MAX_ITEMS) + " more"));
        }
        return new Json.Items(items);
    }

    private Json item(Place place, Object item) {
        return switch (item) {
            case String text when shown.shows(place.type, place.member, text) -> cut(text);
            case SdkPojo inner when place.depth < MAX_DEPTH && !shown.hides(typeName(inner)) -> structure(inner, place.depth + 1);
            default -> HIDDEN;
        };
    }

    /** Keys of maps are names, unless they stand for contents: then the map is hidden as a whole. */
    private Json map(Place place, SdkField<?> values, Map<?, ?> map) {
        if (values.marshallingType() != MarshallingType.STRING || !shown.knowsMap(place.member)) {
            return HIDDEN;
        }
        Map<String, Json> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (members.size() == MAX_ITEMS) {
                break;
            }
            String key = String.valueOf(entry.getKey());
            boolean open = shown.showsValue(place.member, key) && entry.getValue() != null;
            members.put(shortened(key), open ? cut(entry.getValue().toString()) : HIDDEN);
        }
        return new Json.Members(members);
    }

    private static Json cut(String text) {
        return new Json.Text(shortened(text));
    }

    static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "… (" + text.length() + " characters)";
    }

    /** AWS: {@code SSESpecification} becomes {@code sSESpecification}. */
    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** Builders and what they build are of the same type. */
    private static String typeName(SdkPojo object) {
        return object.getClass().getSimpleName();
    }

    private record Place(String type, String member, int depth) {}
}
