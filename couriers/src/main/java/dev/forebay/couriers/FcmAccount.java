package dev.forebay.couriers;

import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Map;

/** A Google service account that may send for a Firebase project. Its text never shows the key. */
public final class FcmAccount {
    private final String projectId;
    private final String clientEmail;
    private final String keyId;
    private final PrivateKey key;

    private FcmAccount(String projectId, String clientEmail, String keyId, PrivateKey key) {
        this.projectId = projectId;
        this.clientEmail = clientEmail;
        this.keyId = keyId;
        this.key = key;
    }

    /**
     * Reads the JSON file that Google hands out.
     *
     * @throws IllegalArgumentException when it is no such file
     */
    public static FcmAccount parse(String json) {
        Map<String, Object> file = PushJson.object(json)
                .orElseThrow(() -> new IllegalArgumentException("the service account is not a JSON object"));
        PrivateKey key = PushPem.privateKey(member(file, "private_key"));
        if (!(key instanceof RSAPrivateKey)) {
            throw new IllegalArgumentException("the service account's key is not an RSA key");
        }
        String project = member(file, "project_id");
        if (!project.matches("[a-z0-9.:-]{1,100}")) {
            throw new IllegalArgumentException("the service account's project_id is not the name of a project");
        }
        return new FcmAccount(project, member(file, "client_email"), PushJson.text(file, "private_key_id"), key);
    }

    private static String member(Map<String, Object> file, String name) {
        String value = PushJson.text(file, name);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the service account has no " + name);
        }
        return value;
    }

    String projectId() {
        return projectId;
    }

    String clientEmail() {
        return clientEmail;
    }

    String keyId() {
        return keyId;
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "FcmAccount[project=" + projectId + "]";
    }
}
