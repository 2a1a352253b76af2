package dev.forebay.wire;

import java.nio.charset.StandardCharsets;

/** Growing XML. What no XML 1.0 parser reads is replaced, as one such character would cost the whole answer. */
final class XmlOutput {

    private static final String REPLACEMENT = "\uFFFD";

    private final StringBuilder text = new StringBuilder(512);

    XmlOutput open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    XmlOutput open(String name, String namespace) {
        text.append('<').append(name);
        if (!namespace.isEmpty()) {
            text.append(" xmlns=\"").append(namespace).append('"');
        }
        text.append('>');
        return this;
    }

    XmlOutput close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    XmlOutput element(String name, String content) {
        return open(name).content(content).close(name);
    }

    /** Copies what lies between characters that need other words. */
    private XmlOutput content(String content) {
        int copied = 0;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (isPlain(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < content.length() && Character.isLowSurrogate(content.charAt(i + 1))) {
                i++;
                continue;
            }
            text.append(content, copied, i).append(escaped(c));
            copied = i + 1;
        }
        if (copied == 0) {
            text.append(content);
        } else {
            text.append(content, copied, content.length());
        }
        return this;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < Character.MIN_SURROGATE && c != '<' && c != '>' && c != '&' && c != '"'
                || c > Character.MAX_SURROGATE && c < '\uFFFE' || c == '\n' || c == '\t';
    }

    private static String escaped(char c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            // Parsers turn a bare one into a line feed.
            case '\r' -> "&#xD;";
            default -> REPLACEMENT;
        };
    }

    byte[] toByteArray() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
