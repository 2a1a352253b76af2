package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of an endpoint. Stored in the ENDPOINT table:
 *
 * <pre>
 *   | version | enabled | token | custom user data |
 *   |    1    |    1    | text  |       text       |
 * </pre>
 *
 * @param customUserData empty for none
 */
record PlatformEndpointRecord(boolean enabled, String token, String customUserData) {
    private static final byte VERSION = 1;

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            out.writeBoolean(enabled);
            Bytes.text(out, token);
            Bytes.text(out, customUserData);
        });
    }

    static PlatformEndpointRecord read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "an endpoint",
                in -> new PlatformEndpointRecord(in.readBoolean(), Bytes.text(in), Bytes.text(in)));
    }

    PlatformEndpointRecord disabled() {
        return new PlatformEndpointRecord(false, token, customUserData);
    }

    /** As AWS shows it. */
    Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        shown.put("Enabled", Boolean.toString(enabled));
        shown.put("Token", token);
        if (!customUserData.isEmpty()) {
            shown.put("CustomUserData", customUserData);
        }
        return shown;
    }

    /** Whose device it is, nobody has to know. */
    @Override
    public String toString() {
        return "PlatformEndpointRecord[enabled=" + enabled + "]";
    }
}
