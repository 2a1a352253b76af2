package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

class MessageSystemAttributesTest {

    @Test
    void theTraceHeaderIsTaken() {
        Map<String, MessageSystemAttributeValue> attributes = Map.of("AWSTraceHeader", value("String", "some-trace-id"));

        assertThat(MessageSystemAttributes.traceHeader(attributes)).isEqualTo("some-trace-id");
        assertThat(MessageSystemAttributes.md5Hex(attributes)).isEqualTo("fdce4f2818803f2f73becc09a54792c0");
    }

    @Test
    void withoutOneItIsEmpty() {
        assertThat(MessageSystemAttributes.traceHeader(Map.of())).isEmpty();
    }

    @Test
    void noOtherIsKnown() {
        assertRefused("InvalidParameterValue", () -> MessageSystemAttributes.traceHeader(
                Map.of("AWSTraceHeader", value("String", "x"), "Hello", value("String", "World"))))
                .isEqualTo("Message system attribute name 'Hello' is invalid.");
    }

    @Test
    void itIsANonEmptyString() {
        assertRefused("InvalidParameterValue", () -> MessageSystemAttributes.traceHeader(Map.of("AWSTraceHeader", value("Number", "1"))));
        assertRefused("InvalidParameterValue", () -> MessageSystemAttributes.traceHeader(Map.of("AWSTraceHeader", value("String", ""))));
        assertRefused("InvalidParameterValue", () -> MessageSystemAttributes.traceHeader(Map.of("AWSTraceHeader", value("String", "\u0001"))));
    }

    private static MessageSystemAttributeValue value(String type, String value) {
        return MessageSystemAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
