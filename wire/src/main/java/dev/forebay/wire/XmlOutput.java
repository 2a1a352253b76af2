package dev.forebay.wire;

import java.nio.charset.StandardCharsets;

/** Growing XML. What no XML 1.0 parser reads is replaced, as one such character would cost the whole answer. */
final class XmlOutput {

    private static final char REPLACEMENT = '\uFFFD';

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

    private XmlOutput content(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                // Parsers turn a bare one into a line feed.
                case '\r' -> text.append("&#xD;");
                case '\n', '\t' -> text.append(c);
                default -> i += character(content, i, c);
            }
        }
        return this;
    }

    /** Returns how many chars it took besides the first. */
    private int character(String content, int i, char c) {
        if (Character.isHighSurrogate(c) && i + 1 < content.length() && Character.isLowSurrogate(content.charAt(i + 1))) {
            text.append(c).append(content.charAt(i + 1));
            return 1;
        }
        text.append(c < ' ' || Character.isSurrogate(c) || c >= '\uFFFE' ? REPLACEMENT : c);
        return 0;
    }

    byte[] toByteArray() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
