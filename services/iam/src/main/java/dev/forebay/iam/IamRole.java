package dev.forebay.iam;

import dev.forebay.runtime.Bytes;

/** A role. Stored in the ROLE table: version (1), naming, grants, trust policy, description, seconds of a session at most (4), tags. */
record IamRole(Naming naming, Grants grants, Settings settings, Tags tags) implements Holder, Tagged {
    private static final int VERSION = 1;

    /**
     * What is set of a role.
     *
     * @param trust       who may assume it, as JSON
     * @param description empty for none
     * @param maxSession  seconds
     */
    record Settings(String trust, String description, int maxSession) {
        Settings trusting(String document) {
            return new Settings(document, description, maxSession);
        }

        Settings described(String text) {
            return new Settings(trust, text, maxSession);
        }

        Settings lasting(int seconds) {
            return new Settings(trust, description, seconds);
        }
    }

    @Override
    public Kind kind() {
        return Kind.ROLE;
    }

    @Override
    public IamRole with(Grants changed) {
        return new IamRole(naming, changed, settings, tags);
    }

    @Override
    public IamRole with(Tags changed) {
        return new IamRole(naming, grants, settings, changed);
    }

    IamRole with(Settings changed) {
        return new IamRole(naming, grants, changed, tags);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            naming.write(out);
            grants.write(out);
            Bytes.text(out, settings.trust);
            Bytes.text(out, settings.description);
            out.writeInt(settings.maxSession);
            Bytes.map(out, tags.all());
        });
    }

    static IamRole read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a role", in -> new IamRole(Naming.read(in), Grants.read(in),
                new Settings(Bytes.text(in), Bytes.text(in), in.readInt()), new Tags(Bytes.map(in))));
    }
}
