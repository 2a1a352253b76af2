package dev.forebay.kms;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;

/**
 * How a caller names a key: by its id or its ARN, or by an alias or its ARN.
 *
 * @param place where it is, the caller's own unless an ARN says otherwise
 * @param name  a key's id, or an alias with its prefix
 */
record KeyReference(Place place, String name) {
    private static final String KEY = "key/";

    /**
     * Reads it.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it cannot name a key in the caller's region
     */
    static KeyReference parse(String given, Caller caller) {
        if (given.startsWith("arn:")) {
            return ofArn(given, caller);
        }
        if (!given.startsWith(Alias.PREFIX) && !KeyName.isWellFormed(given)) {
            throw KmsErrors.notFound("Invalid keyId '" + given + "'");
        }
        return new KeyReference(Place.of(caller), given);
    }

    private static KeyReference ofArn(String given, Caller caller) {
        Arn arn = Arn.parse(given).orElseThrow(() -> KmsErrors.invalidArn("Invalid arn " + given));
        if (!arn.service().equals("kms") || !AccountId.isValid(arn.account())) {
            throw KmsErrors.invalidArn("Invalid arn " + given);
        }
        if (!arn.region().equals(caller.region().value())) {
            // AWS: a key of another region is not found, and the message names the region.
            throw KmsErrors.notFound("Invalid arn " + arn.region());
        }
        Place place = new Place(new AccountId(arn.account()), caller.region());
        if (arn.resource().startsWith(Alias.PREFIX)) {
            return new KeyReference(place, arn.resource());
        }
        String id = arn.resource().startsWith(KEY) ? arn.resource().substring(KEY.length()) : arn.resource();
        if (!KeyName.isWellFormed(id)) {
            throw KmsErrors.notFound("Invalid keyId " + id);
        }
        return new KeyReference(place, id);
    }

    boolean isAlias() {
        return name.startsWith(Alias.PREFIX);
    }

    String arn() {
        return place.arn(isAlias() ? name : KEY + name);
    }
}
