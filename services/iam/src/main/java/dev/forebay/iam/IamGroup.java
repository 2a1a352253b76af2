package dev.forebay.iam;

import dev.forebay.runtime.Bytes;

/** A group; its users know that they are in it. Stored in the GROUP table: version (1), naming, grants. */
record IamGroup(Naming naming, Grants grants) implements Holder {
    private static final int VERSION = 1;

    @Override
    public Kind kind() {
        return Kind.GROUP;
    }

    @Override
    public IamGroup with(Grants changed) {
        return new IamGroup(naming, changed);
    }

    IamGroup with(Naming changed) {
        return new IamGroup(changed, grants);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            naming.write(out);
            grants.write(out);
        });
    }

    static IamGroup read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a group", in -> new IamGroup(Naming.read(in), Grants.read(in)));
    }
}
