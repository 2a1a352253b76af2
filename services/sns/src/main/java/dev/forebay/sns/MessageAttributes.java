package dev.forebay.sns;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Message attributes from outside, checked by AWS's rules and in AWS's words. */
final class MessageAttributes {
    private static final int MAX_NAME = 256;

    private MessageAttributes() {}

    static Map<String, MessageAttribute> checked(Map<String, MessageAttributeValue> given) {
        if (given.isEmpty()) {
            return Map.of();
        }
        Map<String, MessageAttribute> checked = LinkedHashMap.newLinkedHashMap(given.size());
        given.forEach((name, value) -> {
            checkName(name);
            checked.put(name, checked(name, value));
        });
        return checked;
    }

    private static void checkName(String name) {
        if (name.length() > MAX_NAME || name.isEmpty()) {
            throw SnsErrors.parameterValueInvalid("Length of message attribute name must be less than 256 bytes.");
        }
        name.chars().filter(c -> !isNameCharacter(c)).findFirst().ifPresent(c -> {
            throw SnsErrors.parameterValueInvalid("Invalid non-alphanumeric character '#x" + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT)
                    + "' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.");
        });
        if (name.startsWith(".")) {
            throw SnsErrors.parameterValueInvalid("Invalid message attribute name starting with character '.' was found.");
        }
        if (name.endsWith(".")) {
            throw SnsErrors.parameterValueInvalid("Invalid message attribute name ending with character '.' was found.");
        }
        if (name.contains("..")) {
            throw SnsErrors.parameterValueInvalid("Message attribute name can not have successive '.' character.");
        }
    }

    private static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    private static MessageAttribute checked(String name, MessageAttributeValue value) {
        String type = value.dataType();
        String kind = kind(name, type);
        boolean binary = kind.equals("Binary");
        String text = value.stringValue();
        byte[] bytes = value.binaryValue() == null ? new byte[0] : value.binaryValue().asByteArrayUnsafe();
        boolean hasOther = binary ? text != null && !text.isEmpty() : bytes.length > 0;
        if (hasOther) {
            String field = binary ? "Binary" : "String";
            throw SnsErrors.parameterValueInvalid("The message attribute '" + name + "' with type '" + type + "' must use field '" + field + "'.");
        }
        if (binary ? bytes.length == 0 : text == null || text.isEmpty()) {
            throw SnsErrors.parameterValueInvalid("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
        return binary ? MessageAttribute.ofBinary(type, bytes) : MessageAttribute.ofText(type, text);
    }

    private static String kind(String name, String type) {
        String kind = type == null ? "" : type.split("\\.", 2)[0];
        if (!kind.equals("String") && !kind.equals("Number") && !kind.equals("Binary")) {
            throw SnsErrors.parameterValueInvalid("The message attribute '" + name
                    + "' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.");
        }
        return kind;
    }

    /** Bytes as AWS counts them: names, types and values. */
    static long size(Map<String, MessageAttribute> attributes) {
        long size = 0;
        for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
            MessageAttribute attribute = entry.getValue();
            size += utf8(entry.getKey()) + utf8(attribute.type()) + utf8(attribute.text()) + attribute.binary().length;
        }
        return size;
    }

    /** How many bytes a text takes in UTF-8. */
    static long utf8(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
