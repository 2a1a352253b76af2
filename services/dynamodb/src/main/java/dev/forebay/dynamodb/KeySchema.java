package dev.forebay.dynamodb;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a table's or an index's items are found by: a hash key, and for some a range key. */
record KeySchema(Attribute hash, Optional<Attribute> range) {

    /** A key attribute; {@code type} is S, N or B. */
    record Attribute(String name, String type) {}

    List<Attribute> attributes() {
        return range.map(one -> List.of(hash, one)).orElse(List.of(hash));
    }

    List<String> names() {
        return attributes().stream().map(Attribute::name).toList();
    }

    /** The key of a whole item. */
    Item keyOf(Item item) {
        return item.only(names());
    }

    /** Checks a whole item, which has more than its key. */
    void checkItem(Item item) {
        for (Attribute attribute : attributes()) {
            Value value = item.get(attribute.name)
                    .orElseThrow(() -> DynamoErrors.invalid("Missing the key " + attribute.name + " in the item"));
            if (!value.type().equals(attribute.type)) {
                throw DynamoErrors.invalid("Type mismatch for key " + attribute.name + " expected: " + attribute.type
                        + " actual: " + value.type());
            }
            checkKeyValue(attribute, value);
        }
    }

    /** Checks what a caller gives as key, and nothing but a key. */
    void checkKey(Item key) {
        if (key.attributes().size() != attributes().size()) {
            throw DynamoErrors.keyDoesNotMatch();
        }
        for (Attribute attribute : attributes()) {
            Value value = key.get(attribute.name).orElseThrow(DynamoErrors::keyDoesNotMatch);
            if (!value.type().equals(attribute.type)) {
                throw DynamoErrors.keyDoesNotMatch();
            }
            checkKeyValue(attribute, value);
        }
    }

    private void checkKeyValue(Attribute attribute, Value value) {
        int size = Sizes.of(value);
        boolean isHash = attribute == hash;
        if (size == 0) {
            throw DynamoErrors.validation("One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
                    + (attribute.type.equals("B") ? "binary" : "string") + " value. Key: " + attribute.name);
        }
        int most = isHash ? 2_048 : 1_024;
        if (!attribute.type.equals("N") && size > most) {
            throw DynamoErrors.invalid("Size of " + (isHash ? "hashkey" : "rangekey") + " has exceeded the maximum size limit of " + most + " bytes");
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(attributes().size());
        for (Attribute attribute : attributes()) {
            Bytes.text(out, attribute.name);
            Bytes.text(out, attribute.type);
        }
    }

    static KeySchema read(DataInputStream in) throws IOException {
        boolean hasRange = in.readInt() > 1;
        Attribute hash = new Attribute(Bytes.text(in), Bytes.text(in));
        return new KeySchema(hash, hasRange ? Optional.of(new Attribute(Bytes.text(in), Bytes.text(in))) : Optional.empty());
    }
}
