package dev.forebay.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Strict UTF-8: a text that is signed and hashed as bytes must not change on its way to a string. */
final class Utf8 {

    private Utf8() {}

    static String decode(byte[] bytes, int from, int to, Supplier<WireException> otherwise) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        // The fast decoder replaces what is malformed; only then, or when the sender means U+FFFD, is the strict one asked.
        if (text.indexOf('\uFFFD') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            } catch (CharacterCodingException e) {
                throw otherwise.get();
            }
        }
        return text;
    }
}
