package dev.forebay.cloudwatch;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;

/** An account in a region: whose metrics they are. */
record Place(AccountId account, Region region) {

    static Place of(Caller caller) {
        return new Place(caller.account(), caller.region());
    }

    @Override
    public String toString() {
        return account + "/" + region;
    }
}
