package dev.forebay.wire;

import dev.forebay.wire.Member.TimeFormat;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** The SDK's response classes into the XML of AWS Query. Members that nobody has set are left out. Stateless. */
final class XmlEncoder {

    private XmlEncoder() {}

    static void members(XmlOutput out, Shape shape, Object object) {
        for (Member member : shape.members) {
            member.of(object).ifPresent(value -> member(out, member, value));
        }
    }

    private static void member(XmlOutput out, Member member, Object value) {
        if (!member.query.flat()) {
            element(out, member.query.name(), member, value);
        } else if (member.kind == Member.Kind.LIST) {
            items(out, member.query.name(), member, (List<?>) value);
        } else {
            entries(out, member.query.name(), member, (Map<?, ?>) value);
        }
    }

    private static void element(XmlOutput out, String name, Member member, Object value) {
        switch (member.kind) {
            case STRUCTURE -> {
                out.open(name);
                members(out, member.shape(), value);
                out.close(name);
            }
            case LIST -> {
                out.open(name);
                items(out, member.query.item(), member, (List<?>) value);
                out.close(name);
            }
            case MAP -> {
                out.open(name);
                entries(out, member.query.item(), member, (Map<?, ?>) value);
                out.close(name);
            }
            default -> out.element(name, scalar(member, value));
        }
    }

    private static void items(XmlOutput out, String name, Member list, List<?> values) {
        values.forEach(value -> element(out, name, list.element, value));
    }

    private static void entries(XmlOutput out, String name, Member map, Map<?, ?> values) {
        values.forEach((key, value) -> {
            out.open(name).element(map.query.key(), (String) key);
            element(out, map.query.value(), map.element, value);
            out.close(name);
        });
    }

    private static String scalar(Member member, Object value) {
        return switch (member.kind) {
            case TIME -> Times.format((Instant) value, member.timeFormat == TimeFormat.UNSAID ? TimeFormat.ISO : member.timeFormat);
            case BYTES -> Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe());
            default -> value.toString();
        };
    }
}
