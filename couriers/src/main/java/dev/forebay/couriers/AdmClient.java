package dev.forebay.couriers;

import java.util.Map;

/**
 * The credentials of an app at Amazon Device Messaging. Its text never shows the secret.
 *
 * @param id     the client id
 * @param secret the client secret
 */
public record AdmClient(String id, String secret) {

    Map<String, String> grant() {
        return Map.of(
                "grant_type", "client_credentials", "scope", "messaging:push", "client_id", id, "client_secret", secret);
    }

    @Override
    public String toString() {
        return "AdmClient[id=" + id + "]";
    }
}
