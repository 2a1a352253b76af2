package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Region;

/** Names a platform application in all accounts and regions. */
record PlatformApplicationId(AccountId account, Region region, Platform platform, String name) {
    private static final int MAX_LENGTH = 256;

    /** A name from outside. */
    static String checkedName(String name) {
        if (name.isEmpty()) {
            throw refused(name, "cannot be empty");
        }
        if (name.length() > MAX_LENGTH) {
            throw refused(name, "must be at most 256 characters long");
        }
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw refused(name, "must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'");
        }
        return name;
    }

    private static RuntimeException refused(String name, String why) {
        return SnsErrors.invalidParameter(name + " Reason: " + why);
    }

    String arn() {
        return Arn.of("sns", region, account, "app/" + platform + "/" + name).toString();
    }

    /** By what an account's applications in a region are sorted and found. */
    String path() {
        return platform + "/" + name;
    }
}
