package dev.forebay.identity;

/**
 * How a connection is encrypted, as the JDK names it.
 *
 * @param version such as {@code TLSv1.3}; empty for none
 * @param cipher  such as {@code TLS_AES_128_GCM_SHA256}; empty for none
 */
public record Tls(String version, String cipher) {

    /** In the clear, or not known: a proxy has taken the encryption off. */
    public static final Tls NONE = new Tls("", "");
}
