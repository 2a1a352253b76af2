package dev.forebay.wire;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Writes an answer that is a stream of events. Each is a frame with checksums, headers and one object as its payload, in
 * the format of the request. Safe for threads.
 *
 * <pre>
 * total length (4) · length of headers (4) · CRC32 of these (4) · headers · payload · CRC32 of all before (4)
 * :message-type event      :event-type initial-response, then the event's name
 * :message-type exception  :exception-type the error's name
 * </pre>
 */
public final class EventFrames {

    public static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    /** Which the SDK puts before the names of events that its stream classes build. */
    private static final String SDK_PREFIX = "Default";

    private final Operation operation;
    private final BodyFormat format;

    EventFrames(Operation operation, BodyFormat format) {
        this.operation = operation;
        this.format = format;
    }

    /** What comes first, before there is an event: the operation's answer, but for its events. */
    public byte[] first() {
        Shape response = operation.response();
        return frame("event", "event-type", "initial-response", format.encode(response, Shape.build(response.newBuilder())));
    }

    /** An event, built by the SDK's own class of it. */
    public byte[] event(SdkPojo event) {
        Shape shape = operation.service.linker().shape(() -> (SdkPojo) ((ToCopyableBuilder<?, ?>) event).toBuilder(), ModelShape.FREE);
        String name = shape.name().startsWith(SDK_PREFIX) ? shape.name().substring(SDK_PREFIX.length()) : shape.name();
        return frame("event", "event-type", name, format.encode(shape, event));
    }

    /** What comes last when the stream ends with an error; errors that are no {@code AwsServiceException} tell nothing. */
    public byte[] failure(Throwable error) {
        Fault fault = operation.service.errors().fault(error);
        // AWS: in streams even an internal failure is one of the model's exceptions.
        String modelled = operation.service.model().errors().containsKey(fault.type() + "Exception") ? fault.type() + "Exception" : fault.type();
        byte[] payload = format.encode(fault, operation.service.linker().shape(error));
        return frame("exception", "exception-type", modelled.substring(modelled.indexOf('#') + 1), payload);
    }

    private byte[] frame(String messageType, String typeHeader, String type, byte[] payload) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(":message-type", HeaderValue.fromString(messageType));
        headers.put(":" + typeHeader, HeaderValue.fromString(type));
        headers.put(":content-type", HeaderValue.fromString(format.contentType()));
        ByteBuffer frame = new Message(headers, payload).toByteBuffer();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }
}
