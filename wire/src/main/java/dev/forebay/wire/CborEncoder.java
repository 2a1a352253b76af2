package dev.forebay.wire;

import dev.forebay.wire.Member.TimeFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** The SDK's response classes into CBOR. Members that nobody has set are left out. Safe for threads. */
record CborEncoder(TimeFormat time) {

    /** Of times: RFC 8949 means seconds. */
    private static final int EPOCH_TAG = 1;

    void structure(CborOutput out, Shape shape, Object object) {
        out.openMap();
        members(out, shape, object);
        out.end();
    }

    /** The members without the map. */
    void members(CborOutput out, Shape shape, Object object) {
        for (Member member : shape.members) {
            Object value = member.read(object);
            if (value != null) {
                value(out.raw(member.cbor), member, value);
            }
        }
    }

    /** An object whose list comes as it is read; the other members follow it. */
    PageFormat page(CborOutput out, Shape shape, Member list) {
        return new Page(this, out.openMap().raw(list.cbor).openArray(), shape, list);
    }

    private record Page(CborEncoder encoder, CborOutput out, Shape shape, Member list) implements PageFormat {

        @Override
        public void element(Object element) {
            encoder.value(out, list.element, element);
        }

        @Override
        public void end(Object rest) {
            out.end();
            encoder.members(out, shape, rest);
            out.end();
        }
    }

    private void value(CborOutput out, Member member, Object value) {
        switch (member.kind) {
            case STRING -> out.text((String) value);
            case INTEGER, LONG, SHORT, BYTE -> out.integer(((Number) value).longValue());
            case FLOAT, DOUBLE -> out.number(((Number) value).doubleValue());
            case BOOLEAN -> out.bool((Boolean) value);
            case TIME -> time(out, (Instant) value);
            case BYTES -> out.bytes(((SdkBytes) value).asByteArrayUnsafe());
            case STRUCTURE -> structure(out, member.shape(), value);
            case LIST -> list(out, member.element, (List<?>) value);
            case MAP -> map(out, member.element, (Map<?, ?>) value);
            case DECIMAL, DOCUMENT -> throw new UnsupportedOperationException("not supported in CBOR yet: " + member.name);
        }
    }

    private void list(CborOutput out, Member element, List<?> list) {
        out.head(CborOutput.ARRAY, list.size());
        int start = out.size();
        for (int i = 0; i < list.size(); i++) {
            if (i == 1) {
                out.expect((out.size() - start) * (long) list.size());
            }
            value(out, element, list.get(i));
        }
    }

    private void map(CborOutput out, Member element, Map<?, ?> map) {
        out.head(CborOutput.MAP, map.size());
        map.forEach((key, value) -> value(out.text((String) key), element, value));
    }

    private void time(CborOutput out, Instant instant) {
        long millis = instant.toEpochMilli();
        out.head(CborOutput.TAG, EPOCH_TAG);
        if (time == TimeFormat.MILLIS) {
            out.integer(millis);
        } else if (millis % 1000 == 0) {
            out.integer(millis / 1000);
        } else {
            out.number(millis / 1000.0);
        }
    }
}
