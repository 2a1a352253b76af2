package dev.forebay.iam;

/**
 * A new access key of an account's root, told once.
 *
 * @param secret never to be logged
 */
public record RootKey(String accessKeyId, String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "RootKey " + accessKeyId;
    }
}
