package dev.forebay.sqs;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/** What a sender may say to AWS itself of a message. AWS: only the X-Ray trace header; it does not count in the size. */
final class MessageSystemAttributes {
    private static final String TRACE_HEADER = "AWSTraceHeader";

    private MessageSystemAttributes() {}

    /** The trace header; empty when there is none. */
    static String traceHeader(Map<String, MessageSystemAttributeValue> attributes) {
        if (attributes.isEmpty()) {
            return "";
        }
        for (String name : attributes.keySet()) {
            if (!name.equals(TRACE_HEADER)) {
                throw SqsErrors.invalidParameterValue("Message system attribute name '" + name + "' is invalid.");
            }
        }
        return checked(attributes.get(TRACE_HEADER));
    }

    private static String checked(MessageSystemAttributeValue value) {
        if (value == null || !"String".equals(value.dataType()) || value.stringValue() == null || value.stringValue().isEmpty()) {
            throw SqsErrors.invalidParameterValue(
                    "The message system attribute 'AWSTraceHeader' must contain a non-empty value of type 'String'.");
        }
        if (!MessageBody.isAllowed(value.stringValue())) {
            throw SqsErrors.invalidAttributeContents();
        }
        return value.stringValue();
    }

    /** The sum of checked attributes, made as that of the sender's own. */
    static String md5Hex(Map<String, MessageSystemAttributeValue> attributes) {
        MessageSystemAttributeValue trace = attributes.get(TRACE_HEADER);
        return MessageAttributes.md5Hex(Map.of(
                TRACE_HEADER,
                MessageAttributeValue.builder().dataType(trace.dataType()).stringValue(trace.stringValue()).build()));
    }
}
