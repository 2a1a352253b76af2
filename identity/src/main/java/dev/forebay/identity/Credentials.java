package dev.forebay.identity;

import java.util.Optional;

/** What is known of access keys: whoever verifies signatures looks secrets up here. Any thread, on every request. */
public interface Credentials {

    /**
     * Looks an access key up.
     *
     * @param accessKeyId  as the request names it
     * @param sessionToken {@code X-Amz-Security-Token}, which temporary credentials come with
     * @throws AuthenticationRefused when it is unknown, inactive, expired, or not what the token was made for, in AWS's words
     */
    Credential find(String accessKeyId, Optional<String> sessionToken);

    /**
     * A key that may sign.
     *
     * @param secret    the secret access key; never to be logged
     * @param account   whose it is
     * @param principal whom it stands for
     */
    record Credential(String secret, AccountId account, Principal principal) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Credential of " + principal.arn();
        }
    }
}
