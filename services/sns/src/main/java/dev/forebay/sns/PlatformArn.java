package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Region;
import java.util.Optional;

/** An ARN that a caller gave for a platform application or an endpoint, taken apart as far as both are alike. */
record PlatformArn(AccountId account, Region region, String[] path) {
    private static final int ELEMENTS = 6;

    /**
     * Reads an ARN from outside.
     *
     * @param parameter AWS's name of the parameter, for refusals
     * @param kind      what the resource begins with: {@code app} or {@code endpoint}
     * @param slashes   how many slashes the resource has
     */
    static PlatformArn checked(String text, String parameter, String kind, int slashes) {
        String given = text == null ? "" : text;
        int elements = given.split(":", -1).length;
        if (elements < ELEMENTS) {
            throw SnsErrors.invalidParameter(parameter + " Reason: An ARN must have at least 6 elements, not " + elements);
        }
        return parsed(given, kind, slashes).orElseThrow(() ->
                SnsErrors.invalidParameter(parameter + " Reason: Wrong number of slashes in relative portion of the ARN."));
    }

    /** Empty when the text is no such ARN. */
    static Optional<PlatformArn> parsed(String text, String kind, int slashes) {
        return Arn.parse(text)
                .filter(arn -> arn.service().equals("sns") && AccountId.isValid(arn.account()) && Region.isValid(arn.region()))
                .map(arn -> new PlatformArn(new AccountId(arn.account()), new Region(arn.region()), arn.resource().split("/", -1)))
                .filter(arn -> arn.path.length == slashes + 1 && arn.path[0].equals(kind));
    }

    /** The application that is named; empty when there can be none of that name. */
    Optional<PlatformApplicationId> application() {
        return Platform.named(path[1]).map(platform -> new PlatformApplicationId(account, region, platform, path[2]));
    }
}
