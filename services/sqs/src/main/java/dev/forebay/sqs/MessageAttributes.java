package dev.forebay.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The attributes that a sender gives to a message: AWS's rules, their sum, and their bytes. For each attribute, in the
 * order of names:
 *
 * <pre>
 *   | name length | name | type length | type | 1 text, 2 binary | value length | value |
 *   |      4      |  …   |      4      |  …   |        1         |      4       |   …   |
 * </pre>
 *
 * AWS: the MD5 sum is taken over exactly these bytes, so that encoding serves for both.
 */
final class MessageAttributes {
    private static final int MAX_ATTRIBUTES = 10;
    private static final int MAX_NAME = 256;
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    /** AWS: up to 38 digits of precision. */
    private static final int MAX_NUMBER = 64;

    private MessageAttributes() {}

    static void check(Map<String, MessageAttributeValue> attributes) {
        if (attributes.isEmpty()) {
            return;
        }
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw SqsErrors.invalidParameterValue(
                    "Number of message attributes [" + attributes.size() + "] exceeds the allowed maximum [10].");
        }
        attributes.forEach((name, value) -> {
            checkName(name);
            checkValue(name, value);
        });
    }

    private static void checkName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean dots = name.startsWith(".") || name.endsWith(".") || name.contains("..");
        if (name.isEmpty() || name.length() > MAX_NAME || dots || !NAME.matcher(name).matches()) {
            throw SqsErrors.invalidParameterValue("Message (user) attribute name '" + name
                    + "' is invalid: it can contain alphanumeric characters, underscores, hyphens and single periods between them, and be up to 256 characters long.");
        }
        if (lower.startsWith("aws.") || lower.startsWith("amazon.")) {
            throw SqsErrors.invalidParameterValue("You can't use message attribute names beginning with 'AWS.' or 'Amazon.'."
                    + " These strings are reserved for internal use.");
        }
    }

    private static void checkValue(String name, MessageAttributeValue value) {
        String type = value.dataType() == null ? "" : value.dataType();
        String kind = type.indexOf('.') < 0 ? type : type.substring(0, type.indexOf('.'));
        if (type.isEmpty()) {
            throw SqsErrors.invalidParameterValue("The message attribute '" + name + "' must contain a non-empty message attribute type.");
        }
        if (type.length() > MAX_NAME || !kind.equals("String") && !kind.equals("Number") && !kind.equals("Binary")) {
            throw SqsErrors.invalidParameterValue("The message attribute '" + name
                    + "' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.");
        }
        if (value.hasStringListValues() || value.hasBinaryListValues()) {
            throw SqsErrors.unsupportedOperation("Message attribute list values in SendMessage operation are not supported.");
        }
        if (kind.equals("Binary") ? isEmpty(value.binaryValue()) : value.stringValue() == null || value.stringValue().isEmpty()) {
            throw SqsErrors.invalidParameterValue("The message attribute '" + name
                    + "' must contain a non-empty message attribute value for message attribute type '" + type + "'.");
        }
        if (!kind.equals("Binary")) {
            MessageBody.checkCharacters(value.stringValue());
        }
        if (kind.equals("Number") && (value.stringValue().length() > MAX_NUMBER || !NUMBER.matcher(value.stringValue()).matches())) {
            throw SqsErrors.invalidParameterValue("Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
    }

    private static boolean isEmpty(SdkBytes bytes) {
        return bytes == null || bytes.asByteArrayUnsafe().length == 0;
    }

    /** How much of a message's size the attributes take: names, types and values. */
    static int size(Map<String, MessageAttributeValue> attributes) {
        int size = 0;
        for (Map.Entry<String, MessageAttributeValue> entry : attributes.entrySet()) {
            size += utf8(entry.getKey()).length + utf8(entry.getValue().dataType()).length + value(entry.getValue()).length;
        }
        return size;
    }

    static byte[] encode(Map<String, MessageAttributeValue> attributes) {
        int length = size(attributes) + attributes.size() * (3 * Integer.BYTES + 1);
        ByteBuffer buffer = ByteBuffer.allocate(length);
        new TreeMap<>(attributes).forEach((name, value) -> {
            put(buffer, utf8(name));
            put(buffer, utf8(value.dataType()));
            buffer.put(isBinary(value.dataType()) ? BINARY : TEXT);
            put(buffer, value(value));
        });
        return buffer.array();
    }

    static Map<String, MessageAttributeValue> decode(byte[] bytes) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            String name = new String(take(buffer), StandardCharsets.UTF_8);
            MessageAttributeValue.Builder value =
                    MessageAttributeValue.builder().dataType(new String(take(buffer), StandardCharsets.UTF_8));
            boolean binary = buffer.get() == BINARY;
            byte[] content = take(buffer);
            attributes.put(name, binary
                    ? value.binaryValue(SdkBytes.fromByteArrayUnsafe(content)).build()
                    : value.stringValue(new String(content, StandardCharsets.UTF_8)).build());
        }
        return attributes;
    }

    static String md5Hex(Map<String, MessageAttributeValue> attributes) {
        return HexFormat.of().formatHex(OutgoingFactory.digest("MD5", encode(attributes)));
    }

    private static boolean isBinary(String type) {
        return type.startsWith("Binary");
    }

    private static byte[] value(MessageAttributeValue value) {
        return isBinary(value.dataType()) ? value.binaryValue().asByteArrayUnsafe() : utf8(value.stringValue());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ByteBuffer buffer, byte[] bytes) {
        buffer.putInt(bytes.length).put(bytes);
    }

    private static byte[] take(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.getInt()];
        buffer.get(bytes);
        return bytes;
    }
}
