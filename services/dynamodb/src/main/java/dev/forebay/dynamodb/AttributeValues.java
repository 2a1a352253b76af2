package dev.forebay.dynamodb;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** AWS's attribute values to and from ours: the door where they are checked. */
final class AttributeValues {
    private static final int MAX_DEPTH = 32;

    private AttributeValues() {}

    static Item item(Map<String, AttributeValue> attributes) {
        return new Item(members(attributes, 0));
    }

    static Value value(AttributeValue value) {
        return value(value, 0);
    }

    private static Map<String, Value> members(Map<String, AttributeValue> attributes, int depth) {
        Map<String, Value> members = new LinkedHashMap<>();
        attributes.forEach((name, value) -> members.put(name, value(value, depth)));
        return Collections.unmodifiableMap(members);
    }

    private static Value value(AttributeValue value, int depth) {
        if (value == null) {
            throw DynamoErrors.validation("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        requireOneType(value);
        if (depth >= MAX_DEPTH) {
            throw DynamoErrors.validation("Nesting Levels have exceeded supported limits");
        }
        return switch (value.type()) {
            case S -> new Value.Text(value.s());
            case N -> Numbers.parse(value.n());
            case B -> new Value.Binary(value.b().asByteArray());
            case BOOL -> new Value.Bool(value.bool());
            case NUL -> nul(value);
            case SS -> new Value.TextSet(set("string", value.ss(), text -> text));
            case NS -> new Value.NumberSet(set("number", value.ns(), text -> Numbers.parse(text).number()));
            case BS -> new Value.BinarySet(set("binary", value.bs(), bytes -> new Value.Binary(bytes.asByteArray())));
            case L -> new Value.ListOf(value.l().stream().map(one -> value(one, depth + 1)).toList());
            case M -> new Value.Document(members(value.m(), depth + 1));
            case UNKNOWN_TO_SDK_VERSION -> throw DynamoErrors.validation(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        };
    }

    private static void requireOneType(AttributeValue value) {
        int types = 0;
        for (Object one : new Object[] {value.s(), value.n(), value.b(), value.bool(), value.nul()}) {
            types += one == null ? 0 : 1;
        }
        for (boolean has : new boolean[] {value.hasSs(), value.hasNs(), value.hasBs(), value.hasL(), value.hasM()}) {
            types += has ? 1 : 0;
        }
        if (types > 1) {
            throw DynamoErrors.validation(
                    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
        }
    }

    private static Value nul(AttributeValue value) {
        if (!value.nul()) {
            throw DynamoErrors.invalid("Null attribute value types must have the value of true");
        }
        return new Value.Null();
    }

    private static <A, T> SortedSet<T> set(String kind, List<A> given, Function<A, T> element) {
        if (given.isEmpty()) {
            // AWS: so spelled, and with two spaces.
            throw DynamoErrors.invalid("An " + kind + " set  may not be empty");
        }
        SortedSet<T> set = new TreeSet<>();
        for (A one : given) {
            if (one == null) {
                throw DynamoErrors.invalid("An " + kind + " set may not have a null " + kind + " as a member");
            }
            if (!set.add(element.apply(one))) {
                throw DynamoErrors.invalid(kind.equals("number")
                        ? "Input collection contains duplicates." : "Input collection " + given + " contains duplicates.");
            }
        }
        return Collections.unmodifiableSortedSet(set);
    }

    static Map<String, AttributeValue> of(Item item) {
        return of(item.attributes());
    }

    private static Map<String, AttributeValue> of(Map<String, Value> members) {
        Map<String, AttributeValue> all = new LinkedHashMap<>();
        members.forEach((name, value) -> all.put(name, of(value)));
        return all;
    }

    static AttributeValue of(Value value) {
        return switch (value) {
            case Value.Text text -> AttributeValue.fromS(text.text());
            case Value.Numeric numeric -> AttributeValue.fromN(Numbers.text(numeric.number()));
            case Value.Binary binary -> AttributeValue.fromB(SdkBytes.fromByteArray(binary.bytes()));
            case Value.Bool bool -> AttributeValue.fromBool(bool.is());
            case Value.Null _ -> AttributeValue.fromNul(true);
            case Value.TextSet set -> AttributeValue.fromSs(new ArrayList<>(set.elements()));
            case Value.NumberSet set -> AttributeValue.fromNs(map(set.elements(), (BigDecimal one) -> Numbers.text(one)));
            case Value.BinarySet set -> AttributeValue.fromBs(map(set.elements(), (Value.Binary one) -> SdkBytes.fromByteArray(one.bytes())));
            case Value.ListOf list -> AttributeValue.fromL(map(list.elements(), (Value one) -> of(one)));
            case Value.Document document -> AttributeValue.fromM(of(document.members()));
        };
    }

    private static <A, T> List<T> map(Collection<A> all, Function<A, T> each) {
        return all.stream().map(each).toList();
    }
}
