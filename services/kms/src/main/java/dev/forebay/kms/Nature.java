package dev.forebay.kms;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What a key is from its first day to its last. */
record Nature(Spec spec, Usage usage, Owner owner) {

    /** Whose hands a key is in. */
    enum Owner {
        /** The account's own. */
        CUSTOMER,
        /** Made in the account for one service of AWS; the account may look at it. */
        AWS,
        /** A service's own; the account knows nothing of it. */
        SERVICE
    }

    static Nature symmetric(Owner owner) {
        return new Nature(Spec.SYMMETRIC_DEFAULT, Usage.ENCRYPT_DECRYPT, owner);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(spec.code());
        out.writeByte(usage.code());
        out.writeByte(owner.ordinal());
    }

    static Nature read(DataInputStream in) throws IOException {
        return new Nature(Spec.of(in.readByte()), Usage.of(in.readByte()), Owner.values()[in.readByte()]);
    }
}
