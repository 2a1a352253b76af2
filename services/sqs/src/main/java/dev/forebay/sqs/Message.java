package dev.forebay.sqs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A message as it is stored, and a view of those bytes. Everything but the time stamps is fixed before the queue's lock
 * is taken; {@link #stamp} sets them, once, before anybody else sees the message.
 *
 * <pre>
 *   0        1      2        10     18           34          50        54             62
 *   | version| flags| sent at| due at| message id | MD5 of body| receives| first received| …
 *   |   1    |  1   |   8    |  8    |    16      |    16     |    4    |       8       |
 *
 *   … | sender | group | deduplication id | trace header | source ARN | attributes | body …
 *     each but the body: length (4 bytes), then UTF-8 or, for attributes, MessageAttributes' bytes
 * </pre>
 *
 * Times are milliseconds since 1970; "due at" is zero unless the message was delayed; "receives" counts those in other
 * queues, before the message was moved here.
 */
final class Message {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte VERSION = 1;
    private static final int SENT_AT = 2;
    private static final int DUE_AT = 10;
    private static final int ID = 18;
    private static final int MD5 = 34;
    private static final int RECEIVES = 50;
    private static final int FIRST_RECEIVED_AT = 54;
    private static final int TEXTS = 62;
    private static final int TEXT_COUNT = 5;

    private final byte[] bytes;

    private Message(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A view of stored bytes. */
    static Message of(byte[] bytes) {
        if (bytes[0] != VERSION) {
            throw new IllegalStateException("message format " + bytes[0] + " is not known to this version");
        }
        return new Message(bytes);
    }

    /** A message that is not yet stamped. */
    static Message draft(UUID id, Fields fields, byte[] attributes, byte[] bodyMd5, byte[] body) {
        byte[][] texts = {
            utf8(fields.sender), utf8(fields.group), utf8(fields.deduplicationId), utf8(fields.traceHeader), utf8(fields.source)
        };
        int length = TEXTS + Integer.BYTES + attributes.length + body.length;
        for (byte[] text : texts) {
            length += Integer.BYTES + text.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        buffer.put(VERSION).put((byte) 0).putLong(0).putLong(0);
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).put(bodyMd5);
        buffer.putInt(fields.receives).putLong(fields.firstReceivedAt);
        for (byte[] text : texts) {
            buffer.putInt(text.length).put(text);
        }
        buffer.putInt(attributes.length).put(attributes).put(body);
        return new Message(buffer.array());
    }

    /** The same message under another id and with other fields. */
    Message as(UUID id, Fields fields) {
        return draft(id, fields, attributes(), bodyMd5(), body());
    }

    void stamp(long sentAt, long dueAt) {
        LONG.set(bytes, SENT_AT, sentAt);
        LONG.set(bytes, DUE_AT, dueAt);
    }

    byte[] bytes() {
        return bytes;
    }

    long sentAt() {
        return (long) LONG.get(bytes, SENT_AT);
    }

    /** When a delayed message is due; zero when it was not delayed. */
    long dueAt() {
        return (long) LONG.get(bytes, DUE_AT);
    }

    UUID id() {
        return new UUID((long) LONG.get(bytes, ID), (long) LONG.get(bytes, ID + Long.BYTES));
    }

    String bodyMd5Hex() {
        return HexFormat.of().formatHex(bytes, MD5, RECEIVES);
    }

    int receivesBefore() {
        return ByteBuffer.wrap(bytes).getInt(RECEIVES);
    }

    long firstReceivedAtBefore() {
        return (long) LONG.get(bytes, FIRST_RECEIVED_AT);
    }

    String sender() {
        return text(0);
    }

    /** The message group; empty when there is none. */
    String group() {
        return text(1);
    }

    String deduplicationId() {
        return text(2);
    }

    String traceHeader() {
        return text(3);
    }

    /** The ARN of the queue that dead-lettered this message; empty when none did. */
    String source() {
        return text(4);
    }

    Fields fields() {
        return new Fields(sender(), group(), deduplicationId(), traceHeader(), source(), receivesBefore(), firstReceivedAtBefore());
    }

    byte[] attributes() {
        int at = start(TEXT_COUNT);
        return java.util.Arrays.copyOfRange(bytes, at + Integer.BYTES, at + Integer.BYTES + length(at));
    }

    boolean hasAttributes() {
        return length(start(TEXT_COUNT)) > 0;
    }

    String bodyText() {
        int at = bodyStart();
        return new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
    }

    private byte[] body() {
        return java.util.Arrays.copyOfRange(bytes, bodyStart(), bytes.length);
    }

    private byte[] bodyMd5() {
        return java.util.Arrays.copyOfRange(bytes, MD5, RECEIVES);
    }

    private int bodyStart() {
        int at = start(TEXT_COUNT);
        return at + Integer.BYTES + length(at);
    }

    private String text(int index) {
        int at = start(index);
        int length = length(at);
        return length == 0 ? "" : new String(bytes, at + Integer.BYTES, length, StandardCharsets.UTF_8);
    }

    private int start(int index) {
        int at = TEXTS;
        for (int i = 0; i < index; i++) {
            at += Integer.BYTES + length(at);
        }
        return at;
    }

    private int length(int at) {
        return (bytes[at] & 255) << 24 | (bytes[at + 1] & 255) << 16 | (bytes[at + 2] & 255) << 8 | bytes[at + 3] & 255;
    }

    private static final byte[] EMPTY = new byte[0];

    private static byte[] utf8(String text) {
        return text.isEmpty() ? EMPTY : text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a message carries beside its body and attributes; empty texts stand for what is absent.
     *
     * @param source          the ARN of the queue that dead-lettered it
     * @param receives        how often it was received in other queues
     * @param firstReceivedAt when it was first received in another queue; zero for never
     */
    record Fields(
            String sender, String group, String deduplicationId, String traceHeader, String source, int receives, long firstReceivedAt) {

        Fields deadLetteredFrom(String sourceArn, int allReceives, long firstReceived) {
            return new Fields(sender, group, deduplicationId, traceHeader, sourceArn, allReceives, firstReceived);
        }

        /** As a new message in the queue that a redrive puts it into. */
        Fields redriven() {
            return new Fields(sender, group, deduplicationId, traceHeader, "", 0, 0);
        }
    }
}
