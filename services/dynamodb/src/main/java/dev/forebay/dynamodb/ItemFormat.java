package dev.forebay.dynamodb;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An item as it is stored: version (1), then a map.
 *
 * <pre>
 *   map: count (4), then for each: name, value          value: type (1), then by type
 *   S text · N text · B bytes · T F 0 nothing · s n b count (4) and elements · L count (4) and values · M map
 * </pre>
 */
final class ItemFormat {
    private static final int VERSION = 1;

    private ItemFormat() {}

    static byte[] write(Item item) {
        return Bytes.write(VERSION, out -> members(out, item.attributes()));
    }

    static Item read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "an item", in -> new Item(members(in)));
    }

    private static void members(DataOutputStream out, Map<String, Value> members) throws IOException {
        out.writeInt(members.size());
        for (Map.Entry<String, Value> one : members.entrySet()) {
            Bytes.text(out, one.getKey());
            value(out, one.getValue());
        }
    }

    private static void value(DataOutputStream out, Value value) throws IOException {
        switch (value) {
            case Value.Text text -> typed(out, 'S', text.text());
            case Value.Numeric numeric -> typed(out, 'N', numeric.number().toString());
            case Value.Binary binary -> {
                out.writeByte('B');
                Bytes.bytes(out, binary.bytes());
            }
            case Value.Bool bool -> out.writeByte(bool.is() ? 'T' : 'F');
            case Value.Null _ -> out.writeByte('0');
            case Value.TextSet set -> texts(out, 's', set.elements());
            case Value.NumberSet set -> texts(out, 'n', set.elements());
            case Value.BinarySet set -> {
                head(out, 'b', set.elements());
                for (Value.Binary one : set.elements()) {
                    Bytes.bytes(out, one.bytes());
                }
            }
            case Value.ListOf list -> {
                head(out, 'L', list.elements());
                for (Value one : list.elements()) {
                    value(out, one);
                }
            }
            case Value.Document document -> {
                out.writeByte('M');
                members(out, document.members());
            }
        }
    }

    private static void typed(DataOutputStream out, char type, String text) throws IOException {
        out.writeByte(type);
        Bytes.text(out, text);
    }

    private static void texts(DataOutputStream out, char type, Collection<?> elements) throws IOException {
        head(out, type, elements);
        for (Object one : elements) {
            Bytes.text(out, one.toString());
        }
    }

    private static void head(DataOutputStream out, char type, Collection<?> elements) throws IOException {
        out.writeByte(type);
        out.writeInt(elements.size());
    }

    private static Map<String, Value> members(DataInputStream in) throws IOException {
        int count = in.readInt();
        Map<String, Value> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            members.put(Bytes.text(in), value(in));
        }
        return Collections.unmodifiableMap(members);
    }

    private static Value value(DataInputStream in) throws IOException {
        char type = (char) in.readByte();
        return switch (type) {
            case 'S' -> new Value.Text(Bytes.text(in));
            case 'N' -> new Value.Numeric(new BigDecimal(Bytes.text(in)));
            case 'B' -> new Value.Binary(Bytes.bytes(in));
            case 'T', 'F' -> new Value.Bool(type == 'T');
            case '0' -> new Value.Null();
            case 's' -> new Value.TextSet(set(in, Bytes::text));
            case 'n' -> new Value.NumberSet(set(in, one -> new BigDecimal(Bytes.text(one))));
            case 'b' -> new Value.BinarySet(set(in, one -> new Value.Binary(Bytes.bytes(one))));
            case 'L' -> new Value.ListOf(list(in));
            case 'M' -> new Value.Document(members(in));
            default -> throw new IllegalStateException("type " + type + " of a value is not known to this version");
        };
    }

    private static List<Value> list(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Value> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(value(in));
        }
        return Collections.unmodifiableList(list);
    }

    private static <T> SortedSet<T> set(DataInputStream in, Bytes.Reading<T> element) throws IOException {
        int count = in.readInt();
        SortedSet<T> set = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            set.add(element.from(in));
        }
        return Collections.unmodifiableSortedSet(set);
    }
}
