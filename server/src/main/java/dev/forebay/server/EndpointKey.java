package dev.forebay.server;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What can be said of a VPC endpoint, in the configuration file only: {@code endpoint.NAME.port=4600}. The second table in
 * docs/configuration.md is made from this list.
 */
enum EndpointKey {
    PORT("port", "Port to listen on; 0 for any free one. Must be given."),
    HOST("host", "Address to listen on. Without it: as `host` says."),
    TLS("tls", "true for TLS, with the server's certificate; else cleartext."),
    VPC("vpc", "Id of the VPC that it belongs to, which conditions see as `aws:SourceVpc`. Without it: `vpc-NAME`."),
    VPCE("vpce", "Its own id, which conditions see as `aws:SourceVpce`. Without it: `vpce-NAME`."),
    POLICY("policy", "File with the endpoint's policy, JSON. Without it: everything is allowed through, as far as the caller may.");

    private final String text;
    private final String meaning;

    EndpointKey(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    static Optional<EndpointKey> named(String text) {
        return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(EndpointKey::text).toList();
    }

    String text() {
        return text;
    }

    String meaning() {
        return meaning;
    }

    /** As it stands in the file. */
    String of(String endpoint) {
        return "endpoint." + endpoint + "." + text;
    }
}
