package dev.forebay.sqs;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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
 * No attributes are no bytes. AWS: the MD5 sum is taken over exactly these bytes, so that encoding serves for both.
 */
final class MessageAttributes {
    private static final int MAX_ATTRIBUTES = 10;
    private static final int MAX_NAME = 256;
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;
    private static final byte[] NONE = new byte[0];

    private static final int MAX_NUMBER_LENGTH = 256;
    private static final int MAX_PRECISION = 38;
    private static final BigDecimal MIN_NUMBER = BigDecimal.ONE.scaleByPowerOfTen(128).negate();
    private static final BigDecimal MAX_NUMBER = BigDecimal.ONE.scaleByPowerOfTen(126);

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
            checkType(name, value);
            checkValue(name, value);
        });
    }

    private static void checkName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw SqsErrors.invalidParameterValue("The request must contain non-empty message (user) attribute names.");
        }
        if (name.length() > MAX_NAME) {
            throw SqsErrors.invalidParameterValue("Message (user) attribute names must be shorter than 256 Bytes");
        }
        if (!isNameLike(name)) {
            throw SqsErrors.invalidParameterValue("Message (user) attributes name can only contain upper and lower score characters,"
                    + " digits, periods, hyphens and underscores. ");
        }
        if (lower.startsWith("aws.") || lower.startsWith("amazon.") || name.startsWith(".") || name.endsWith(".")) {
            throw SqsErrors.invalidParameterValue("You can't use message attribute names beginning with 'AWS.' or 'Amazon.'."
                    + " These strings are reserved for internal use. Additionally, they cannot start or end with '.'.");
        }
        if (name.contains("..")) {
            throw SqsErrors.invalidParameterValue("Message (user) attribute name can not have successive '.' characters.");
        }
    }

    /** AWS: letters of other alphabets pass, though its documentation knows only A to Z. */
    private static boolean isNameLike(String text) {
        return text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
    }

    private static void checkType(String name, MessageAttributeValue value) {
        if (value == null || value.dataType() == null && value.stringValue() == null && value.binaryValue() == null) {
            throw aboutValue(name, "must contain a non-empty message attribute value.");
        }
        String type = value.dataType();
        if (type == null || type.isEmpty()) {
            throw aboutValue(name, "must contain a non-empty message attribute type.");
        }
        if (type.length() > MAX_NAME) {
            throw SqsErrors.invalidParameterValue("Message (user) attribute types must be shorter than 256 Bytes");
        }
        if (!value.stringListValues().isEmpty() || !value.binaryListValues().isEmpty()) {
            throw SqsErrors.unsupportedOperation("Message attribute list values in SendMessage operation are not supported.");
        }
        if (!isA("String", type) && !isA("Number", type) && !isA("Binary", type) || !isNameLike(type)) {
            throw SqsErrors.invalidParameterValue("The type of message (user) attribute '" + name + "' is invalid."
                    + " You must use only the following supported type prefixes: Binary, Number, String.");
        }
    }

    private static AwsServiceException aboutValue(String name, String complaint) {
        return SqsErrors.invalidParameterValue("The message (user) attribute '" + name + "' " + complaint);
    }

    private static void checkValue(String name, MessageAttributeValue value) {
        String type = value.dataType();
        boolean binary = isBinary(type);
        if (binary ? value.binaryValue() == null && value.stringValue() != null : value.stringValue() == null && value.binaryValue() != null) {
            String field = binary ? "Binary" : "String";
            throw SqsErrors.invalidParameterValue("The message attribute '" + name + "' with type '" + type + "' must use field '" + field + "'.");
        }
        if (binary ? isEmpty(value.binaryValue()) : value.stringValue() == null || value.stringValue().isEmpty()) {
            throw SqsErrors.invalidParameterValue("Message (user) attribute '" + name + "' must contain a non-empty value of type '" + type + "'.");
        }
        if (!binary && !MessageBody.isAllowed(value.stringValue())) {
            throw SqsErrors.invalidAttributeContents();
        }
        if (isA("Number", type) && !isNumber(value.stringValue())) {
            throw SqsErrors.invalidParameterValue("Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
    }

    private static boolean isEmpty(SdkBytes bytes) {
        return bytes == null || bytes.asByteArrayUnsafe().length == 0;
    }

    /** AWS: -10^128 to 10^126 with up to 38 digits. */
    private static boolean isNumber(String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            return false;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return number.compareTo(MIN_NUMBER) >= 0
                    && number.compareTo(MAX_NUMBER) <= 0
                    && number.stripTrailingZeros().precision() <= MAX_PRECISION;
        } catch (NumberFormatException notANumber) {
            return false;
        }
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
        if (attributes.isEmpty()) {
            return NONE;
        }
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

    /** The attributes that {@link #encode} made bytes of, in the order of names. */
    static Map<String, MessageAttributeValue> decode(byte[] bytes) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            String name = new String(take(buffer, 0), StandardCharsets.UTF_8);
            MessageAttributeValue.Builder value =
                    MessageAttributeValue.builder().dataType(new String(take(buffer, 1), StandardCharsets.UTF_8));
            boolean binary = buffer.get() == BINARY;
            byte[] content = take(buffer, 0);
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
        return isA("Binary", type);
    }

    private static boolean isA(String kind, String type) {
        return type.startsWith(kind) && (type.length() == kind.length() || type.charAt(kind.length()) == '.');
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

    /** A length and as many bytes, with at least so many behind them. */
    private static byte[] take(ByteBuffer buffer, int behind) {
        int length = buffer.remaining() < Integer.BYTES ? -1 : buffer.getInt();
        if (length < 0 || length > buffer.remaining() - behind) {
            throw new IllegalStateException("stored message attributes are damaged at byte " + buffer.position());
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }
}
