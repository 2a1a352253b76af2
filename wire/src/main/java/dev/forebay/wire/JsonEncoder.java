package dev.forebay.wire;

import dev.forebay.wire.Member.TimeFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** The SDK's response classes into JSON. Members that nobody has set are left out. Safe for threads. */
final class JsonEncoder {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final TimeFormat defaultTime;

    JsonEncoder(TimeFormat defaultTime) {
        this.defaultTime = defaultTime;
    }

    void structure(JsonOutput out, Shape shape, Object object) {
        out.raw('{');
        members(out, shape, object, true);
        out.raw('}');
    }

    /** The members without the braces. */
    void members(JsonOutput out, Shape shape, Object object, boolean first) {
        boolean open = first;
        for (Member member : shape.members) {
            Object value = member.read(object);
            if (value != null) {
                if (!open) {
                    out.raw(',');
                }
                open = false;
                out.raw(member.json);
                value(out, member, value);
            }
        }
    }

    /** An object whose list comes as it is read; the other members follow it. */
    PageFormat page(JsonOutput out, Shape shape, Member list) {
        return new Page(out, shape, list);
    }

    private final class Page implements PageFormat {
        private final JsonOutput out;
        private final Shape shape;
        private final Member list;
        private boolean open;

        Page(JsonOutput out, Shape shape, Member list) {
            this.out = out;
            this.shape = shape;
            this.list = list;
            out.raw('{').raw(list.json).raw('[');
        }

        @Override
        public void element(Object element) {
            if (open) {
                out.raw(',');
            }
            open = true;
            value(out, list.element, element);
        }

        @Override
        public void end(Object rest) {
            out.raw(']');
            members(out, shape, rest, false);
            out.raw('}');
        }

        @Override
        public ByteOutput out() {
            return out;
        }
    }

    private void value(JsonOutput out, Member member, Object value) {
        switch (member.kind) {
            case STRING -> out.string((String) value);
            case INTEGER, LONG, SHORT, BYTE, DECIMAL -> out.ascii(value.toString());
            case FLOAT, DOUBLE -> number(out, ((Number) value).doubleValue(), value);
            case BOOLEAN -> out.raw((Boolean) value ? TRUE : FALSE);
            case TIME -> time(out, member, (Instant) value);
            case BYTES -> out.raw('"').raw(Base64.getEncoder().encode(((SdkBytes) value).asByteArrayUnsafe())).raw('"');
            case STRUCTURE -> structure(out, member.shape(), value);
            case LIST -> list(out, member.element, (List<?>) value);
            case MAP -> map(out, member.element, (Map<?, ?>) value);
            case DOCUMENT -> throw new UnsupportedOperationException("documents are not supported yet: " + member.name);
        }
    }

    private void list(JsonOutput out, Member element, List<?> list) {
        out.raw('[');
        int start = out.size();
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            if (i == 1) {
                out.expect((out.size() - start) * (long) list.size());
            }
            value(out, element, list.get(i));
        }
        out.raw(']');
    }

    private void map(JsonOutput out, Member element, Map<?, ?> map) {
        char separator = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.raw(separator).string((String) entry.getKey()).raw(':');
            value(out, element, entry.getValue());
            separator = ',';
        }
        if (map.isEmpty()) {
            out.raw('{');
        }
        out.raw('}');
    }

    /** JSON has no spelling for what is not finite: AWS puts it in quotes. */
    private static void number(JsonOutput out, double number, Object value) {
        if (Double.isFinite(number)) {
            out.ascii(value.toString());
        } else {
            out.string(value.toString());
        }
    }

    private void time(JsonOutput out, Member member, Instant time) {
        TimeFormat format = member.timeFormat == TimeFormat.UNSAID ? defaultTime : member.timeFormat;
        String text = Times.format(time, format);
        if (format == TimeFormat.SECONDS || format == TimeFormat.MILLIS) {
            out.ascii(text);
        } else {
            out.string(text);
        }
    }
}
