package dev.forebay.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the TRANSFER table says of a message on its way to another queue: version (1 byte), reason (1), target (UTF-8).
 *
 * @param isRedrive whether a move task moves it, so that it becomes a new message; otherwise it is dead-lettered
 * @param target    the ARN of the queue it goes to; empty for the queue that dead-lettered it
 */
record Transfer(boolean isRedrive, String target) {
    private static final byte VERSION = 1;
    private static final int HEAD = 2;

    static Transfer deadLetter(String target) {
        return new Transfer(false, target);
    }

    static Transfer redrive(String target) {
        return new Transfer(true, target);
    }

    byte[] write() {
        byte[] text = target.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD + text.length).put(VERSION).put((byte) (isRedrive ? 1 : 0)).put(text).array();
    }

    static Transfer read(byte[] bytes) {
        if (bytes[0] != VERSION) {
            throw new IllegalStateException("transfer format " + bytes[0] + " is not known to this version");
        }
        return new Transfer(bytes[1] == 1, new String(bytes, HEAD, bytes.length - HEAD, StandardCharsets.UTF_8));
    }
}
