package dev.forebay.cloudtrail;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Bytes;

/** Where events are recorded: an account in a region. */
record Place(AccountId account, Region region) {

    private static final int VERSION = 1;

    static Place of(Caller caller) {
        return new Place(caller.account(), caller.region());
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, account.value());
            Bytes.text(out, region.value());
        });
    }

    static Place read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a place of events", in -> new Place(new AccountId(Bytes.text(in)), new Region(Bytes.text(in))));
    }

    @Override
    public String toString() {
        return account + "/" + region;
    }
}
