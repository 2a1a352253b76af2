package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.KmsDisabledException;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.eventstream.Message;

/** What stands in the frames of an answer of events. */
class EventFramesTest {

    private final Wire wire = Wire.of(List.of("kinesis", "sns"));
    private final EventFrames json = wire.detect(Requests.json("Kinesis_20131202.SubscribeToShard", "{}")).events();
    private final EventFrames cbor = wire.detect(Requests.cbor("Kinesis_20131202.SubscribeToShard", new byte[0])).events();

    private static String told(byte[] frame) {
        Message message = Message.decode(ByteBuffer.wrap(frame));
        StringBuilder told = new StringBuilder();
        message.getHeaders().forEach((name, value) -> told.append(name).append('=').append(value.getString()).append(' '));
        return told + new String(message.getPayload(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void theFirstFrameIsTheInitialResponse() {
        assertThat(told(json.first())).isEqualTo(
                ":message-type=event :event-type=initial-response :content-type=application/x-amz-json-1.1 {}");
    }

    @Test
    void anEventIsNamedAsInAwsModelHoweverItWasBuilt() {
        SubscribeToShardEvent plain = SubscribeToShardEvent.builder().continuationSequenceNumber("7").build();
        SubscribeToShardEvent ofStream = SubscribeToShardEventStream.subscribeToShardEventBuilder().continuationSequenceNumber("7").build();
        String expected = ":message-type=event :event-type=SubscribeToShardEvent :content-type=application/x-amz-json-1.1 "
                + "{\"ContinuationSequenceNumber\":\"7\"}";

        assertThat(told(json.event(plain))).isEqualTo(expected);
        assertThat(told(json.event(ofStream))).isEqualTo(expected);
    }

    @Test
    void anErrorIsNamedAsInAwsModel() {
        assertThat(told(json.failure(KmsDisabledException.builder().message("off").build()))).startsWith(
                ":message-type=exception :exception-type=KMSDisabledException ").endsWith("\"message\":\"off\"}");
        assertThat(told(json.failure(new IllegalStateException("secret")))).contains(":exception-type=InternalFailureException ")
                .doesNotContain("secret");
    }

    @Test
    void whoAsksInCborIsToldInCbor() {
        assertThat(told(cbor.first())).endsWith(":content-type=application/x-amz-cbor-1.1 \u00bf\u00ff");
    }

    @Test
    void noMethodOfAClientAndNoFormLeadsToEvents() {
        Call call = wire.detect(Requests.json("Kinesis_20131202.SubscribeToShard", "{}"));
        Call form = wire.detect(new WireRequest("GET", "/", "Action=ListTopics", Requests.headers(Map.of()), new byte[0]));

        assertThatThrownBy(() -> call.invoke(new Object(), null)).hasMessageContaining("does not support SubscribeToShard");
        assertThatThrownBy(form::events).hasMessageContaining("does not support ListTopics");
    }
}
