package dev.forebay.benchmarks;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A request to SQS, SNS or Kinesis, made without garbage: what is the same in all of an operation's requests is encoded once, the rest
 * appended. For one thread.
 */
final class Request {
    private static final int LENGTH_DIGITS = 7;

    private final ByteBuffer buffer;
    private final int lengthAt;
    private final int body;

    /** A request to SQS of which the body is yet to be written, for at most 16 KiB. */
    Request(String operation) {
        this(operation, 1 << 14);
    }

    private Request(String operation, int bodyBytes) {
        this("sqs", "application/x-amz-json-1.0\r\nX-Amz-Target: AmazonSQS." + operation, bodyBytes);
    }

    private Request(String service, String contentType, int bodyBytes) {
        byte[] head = """
                POST / HTTP/1.1\r
                Host: 127.0.0.1\r
                Content-Type: %s\r
                X-Amz-Date: 20260101T000000Z\r
                Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/%s/aws4_request, \
                SignedHeaders=host;x-amz-date, Signature=%064d\r
                Content-Length: %07d\r
                \r
                """.formatted(contentType, service, 0, 0).getBytes(StandardCharsets.US_ASCII);
        buffer = ByteBuffer.allocate(head.length + bodyBytes).put(head);
        body = head.length;
        lengthAt = body - "\r\n\r\n".length() - LENGTH_DIGITS;
    }

    /** A request to SNS, whose body is a form: it begins with the action, and parameters are added with {@link #with}. */
    static Request sns(String action) {
        return new Request("sns", "application/x-www-form-urlencoded", 1 << 14).add("Action=" + action + "&Version=2010-03-31");
    }

    /** A request to Kinesis of which the body is yet to be written, for at most so many bytes. */
    static Request kinesis(String contentType, String operation, int bodyBytes) {
        return new Request("kinesis", contentType + "\r\nX-Amz-Target: Kinesis_20131202." + operation, bodyBytes);
    }

    /** Appends a parameter of a form. */
    Request with(String name, String value) {
        return add("&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** A whole request. */
    static ByteBuffer of(String operation, String json) {
        return new Request(operation, json.length()).add(json).finish();
    }

    /** Goes back to where the body has so many bytes. */
    Request cut(int bodyBytes) {
        buffer.limit(buffer.capacity()).position(body + bodyBytes);
        return this;
    }

    /** Bytes that the body has so far. */
    int size() {
        return buffer.position() - body;
    }

    /** Appends ASCII. */
    Request add(String text) {
        for (int i = 0; i < text.length(); i++) {
            buffer.put((byte) text.charAt(i));
        }
        return this;
    }

    Request add(byte[] source) {
        return add(source, 0, source.length);
    }

    /** Appends one byte, the low eight bits. */
    Request addByte(int octet) {
        buffer.put((byte) octet);
        return this;
    }

    /** Whether the body so far ends with this character. */
    boolean endsWith(char last) {
        return size() > 0 && buffer.get(buffer.position() - 1) == last;
    }

    Request add(byte[] source, int from, int to) {
        buffer.put(source, from, to - from);
        return this;
    }

    Request add(long number) {
        if (number >= 10) {
            add(number / 10);
        }
        buffer.put((byte) ('0' + number % 10));
        return this;
    }

    /** The request, ready to be sent; good until the next change. */
    ByteBuffer finish() {
        int size = size();
        for (int i = LENGTH_DIGITS - 1; i >= 0; i--, size /= 10) {
            buffer.put(lengthAt + i, (byte) ('0' + size % 10));
        }
        return buffer.duplicate().flip();
    }
}
