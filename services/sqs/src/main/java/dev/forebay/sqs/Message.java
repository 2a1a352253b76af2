package dev.forebay.sqs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
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
 *   … | sender | group | deduplication id | trace header | source ARN | content
 *     each: length (4 bytes), then UTF-8
 *
 *   content, in the clear:   attributes: length (4 bytes), then MessageAttributes' bytes | body …
 *   content, SEALED:         the same behind MD5 of the body (16 bytes) and deduplication id (length, UTF-8), sealed as MessageSeals says
 *   content, OPENED:         number of the data key (8 bytes) | MD5 of the body (16) | deduplication id | attributes | body …
 * </pre>
 *
 * Times are milliseconds since 1970; "due at" is zero unless the message was delayed; "receives" counts those in other
 * queues, before the message was moved here. Of a message that is to be encrypted, memory keeps the OPENED form and the store
 * gets the SEALED one, in which MD5 and deduplication id up front are empty: they would tell which of many bodies it is.
 */
final class Message {
    /** Flag: the content is encrypted. */
    static final byte SEALED = 1;
    /** Flag: the content is in the clear here, and encrypted in the store. */
    static final byte OPENED = 2;
    /** Flag: what is sealed is the message as it was in the queue that it came from. */
    static final byte CARRIED = 4;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte VERSION = 1;
    static final int FLAGS = 1;
    private static final int SENT_AT = 2;
    private static final int DUE_AT = 10;
    static final int ID = 18;
    private static final int MD5 = 34;
    private static final int MD5_BYTES = 16;
    static final byte[] NO_MD5 = new byte[MD5_BYTES];
    private static final int RECEIVES = 50;
    private static final int FIRST_RECEIVED_AT = 54;
    private static final int TEXTS = 62;
    private static final int TEXT_COUNT = 5;

    private final byte[] bytes;
    /** What is stored; absent where that is {@link #bytes}. */
    private final Optional<SealedRow> sealed;

    private Message(byte[] bytes, Optional<SealedRow> sealed) {
        this.bytes = bytes;
        this.sealed = sealed;
    }

    /** A view of stored bytes. */
    static Message of(byte[] bytes) {
        if (bytes[0] != VERSION) {
            throw new IllegalStateException("message format " + bytes[0] + " is not known to this version");
        }
        return new Message(bytes, Optional.empty());
    }

    /** A message that is not yet stamped. */
    static Message draft(UUID id, MessageFields fields, byte[] attributes, byte[] bodyMd5, byte[] body) {
        ByteBuffer buffer = head((byte) 0, id, bodyMd5, fields, Integer.BYTES + attributes.length + body.length);
        buffer.putInt(attributes.length).put(attributes).put(body);
        return new Message(buffer.array(), Optional.empty());
    }

    /** A message that is not yet stamped, and that is going to be sealed under a data key. */
    static Message opened(UUID id, MessageFields fields, long dataKey, Content content) {
        byte[] attributes = content.attributes;
        byte[] deduplicationId = utf8(fields.deduplicationId());
        int length = Long.BYTES + MD5_BYTES + 2 * Integer.BYTES + deduplicationId.length + attributes.length + content.body.length;
        ByteBuffer buffer = head(OPENED, id, NO_MD5, fields.withoutDeduplicationId(), length);
        buffer.putLong(dataKey).put(content.bodyMd5).putInt(deduplicationId.length).put(deduplicationId);
        buffer.putInt(attributes.length).put(attributes).put(content.body);
        return new Message(buffer.array(), Optional.empty());
    }

    /** The head of a message, with room for so many bytes of content. */
    static ByteBuffer head(byte flags, UUID id, byte[] md5, MessageFields fields, int room) {
        byte[][] texts = {
            utf8(fields.sender()), utf8(fields.group()), utf8(fields.deduplicationId()), utf8(fields.traceHeader()), utf8(fields.source())
        };
        int length = TEXTS + room;
        for (byte[] text : texts) {
            length += Integer.BYTES + text.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        buffer.put(VERSION).put(flags).putLong(0).putLong(0);
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).put(md5);
        buffer.putInt(fields.receives()).putLong(fields.firstReceivedAt());
        for (byte[] text : texts) {
            buffer.putInt(text.length).put(text);
        }
        return buffer;
    }

    /** A sealed message in the clear. */
    Message openedAs(long dataKey, byte[] content) {
        int at = contentStart();
        ByteBuffer buffer = ByteBuffer.allocate(at + Long.BYTES + content.length);
        buffer.put(bytes, 0, at).putLong(dataKey).put(content).put(FLAGS, OPENED);
        return new Message(buffer.array(), Optional.empty());
    }

    /** The same, stored otherwise. */
    Message storedAs(SealedRow row) {
        return new Message(bytes, Optional.of(row));
    }

    /** The same message under another id and with other fields, of one that is stored in the clear. */
    Message as(UUID id, MessageFields fields) {
        return draft(id, fields, attributes(), bodyMd5(), body());
    }

    /** What the store gets, once it is stamped. */
    byte[] row(long sequence) {
        return sealed.map(row -> row.placed(sequence, sentAt(), dueAt())).orElse(bytes);
    }

    boolean isSealed() {
        return (flags() & SEALED) != 0;
    }

    boolean isOpened() {
        return (flags() & OPENED) != 0;
    }

    boolean isCarried() {
        return (flags() & CARRIED) != 0;
    }

    byte flags() {
        return bytes[FLAGS];
    }

    /** Number of the data key that the message is sealed under in the store; of one that is {@link #isOpened}. */
    long dataKey() {
        return (long) LONG.get(bytes, contentStart());
    }

    void stamp(long sentAt, long dueAt) {
        stamp(bytes, sentAt, dueAt);
    }

    static void stamp(byte[] row, long sentAt, long dueAt) {
        LONG.set(row, SENT_AT, sentAt);
        LONG.set(row, DUE_AT, dueAt);
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
        return HexFormat.of().formatHex(bytes, md5Start(), md5Start() + MD5_BYTES);
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

    /** The deduplication id; of a message that is not sealed. */
    String deduplicationId() {
        return isOpened() ? textAt(openedIdStart()) : text(2);
    }

    String traceHeader() {
        return text(3);
    }

    /** The ARN of the queue that dead-lettered this message; empty when none did. */
    String source() {
        return text(4);
    }

    MessageFields fields() {
        return new MessageFields(sender(), group(), text(2), traceHeader(), source(), receivesBefore(), firstReceivedAtBefore());
    }

    byte[] attributes() {
        int at = attributesStart();
        return java.util.Arrays.copyOfRange(bytes, at + Integer.BYTES, at + Integer.BYTES + length(at));
    }

    boolean hasAttributes() {
        return length(attributesStart()) > 0;
    }

    String bodyText() {
        int at = bodyStart();
        return new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
    }

    private byte[] body() {
        return java.util.Arrays.copyOfRange(bytes, bodyStart(), bytes.length);
    }

    private byte[] bodyMd5() {
        return java.util.Arrays.copyOfRange(bytes, md5Start(), md5Start() + MD5_BYTES);
    }

    private int md5Start() {
        return isOpened() ? contentStart() + Long.BYTES : MD5;
    }

    private int attributesStart() {
        return isOpened() ? openedIdStart() + Integer.BYTES + length(openedIdStart()) : contentStart();
    }

    private int openedIdStart() {
        return contentStart() + Long.BYTES + MD5_BYTES;
    }

    private int bodyStart() {
        int at = attributesStart();
        return at + Integer.BYTES + length(at);
    }

    /** Where the head ends. */
    int contentStart() {
        return start(TEXT_COUNT);
    }

    private String text(int index) {
        return textAt(start(index));
    }

    private String textAt(int at) {
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

    /** What nobody may read of an encrypted message. */
    record Content(byte[] bodyMd5, byte[] attributes, byte[] body) {}
}
