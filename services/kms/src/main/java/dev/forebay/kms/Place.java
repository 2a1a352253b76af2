package dev.forebay.kms;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;

/** An account in a region: what keys and aliases belong to. All that belongs to one place is in one partition. */
record Place(AccountId account, Region region) {

    static Place of(Caller caller) {
        return new Place(caller.account(), caller.region());
    }

    /** ARN of something here, such as {@code alias/mine}. */
    String arn(String resource) {
        return Arn.of("kms", region, account, resource).toString();
    }

    @Override
    public String toString() {
        return account + "/" + region;
    }
}
