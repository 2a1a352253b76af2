package dev.forebay.iam;

import dev.forebay.identity.UriText;

/** Policy documents as answers carry them. AWS: percent-encoded after RFC 3986; clients decode them. */
final class DocumentText {
    private DocumentText() {}

    static String encoded(String document) {
        return UriText.encoded(document);
    }

    /** AWS: blanks do not count towards the size of a policy. */
    static int size(String document) {
        return (int) document.chars().filter(c -> c != ' ' && c != '\n' && c != '\t' && c != '\r').count();
    }
}
