package dev.forebay.identity;

import java.util.Optional;

/**
 * What a signed request says of itself before its signature is looked at: {@code AKID/20261121/us-east-1/sqs/aws4_request}.
 *
 * @param accessKeyId the key that signed
 * @param date        the day of the signing key, {@code yyyyMMdd}
 * @param region      the region as sent, which need not name one
 * @param service     the signing name of the service, such as {@code sqs}
 */
public record CredentialScope(String accessKeyId, String date, String region, String service) {

    static final String TERMINATOR = "aws4_request";

    /**
     * Reads a credential; empty when it has not five parts with the terminator at the end. An access key id may hold
     * slashes (AWS's own do not, but people's may), so the parts are counted from the end.
     */
    public static Optional<CredentialScope> parse(String credential) {
        int end = credential.length() - TERMINATOR.length() - 1;
        if (end < 0 || !credential.endsWith(TERMINATOR) || credential.charAt(end) != '/') {
            return Optional.empty();
        }
        int service = credential.lastIndexOf('/', end - 1);
        int region = credential.lastIndexOf('/', service - 1);
        int date = credential.lastIndexOf('/', region - 1);
        if (service < 0 || region < 0 || date < 1 || service + 1 == end) {
            return Optional.empty();
        }
        return Optional.of(new CredentialScope(
                credential.substring(0, date),
                credential.substring(date + 1, region),
                credential.substring(region + 1, service),
                credential.substring(service + 1, end)));
    }
}
