package dev.forebay.iam;

import dev.forebay.runtime.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A user. Stored in the USER table: version (1), naming, grants, ids of groups, tags.
 *
 * @param groups ids of the groups that the user is in
 */
record IamUser(Naming naming, Grants grants, List<String> groups, Tags tags) implements Holder, Tagged {
    private static final int VERSION = 1;

    IamUser {
        groups = List.copyOf(groups);
    }

    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public IamUser with(Grants changed) {
        return new IamUser(naming, changed, groups, tags);
    }

    @Override
    public IamUser with(Tags changed) {
        return new IamUser(naming, grants, groups, changed);
    }

    IamUser with(Naming changed) {
        return new IamUser(changed, grants, groups, tags);
    }

    IamUser join(String group) {
        List<String> more = new ArrayList<>(groups);
        more.add(group);
        return new IamUser(naming, grants, more, tags);
    }

    IamUser leave(String group) {
        return new IamUser(naming, grants, groups.stream().filter(one -> !one.equals(group)).toList(), tags);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            naming.write(out);
            grants.write(out);
            Lists.write(out, groups);
            Bytes.map(out, tags.all());
        });
    }

    static IamUser read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a user",
                in -> new IamUser(Naming.read(in), Grants.read(in), Lists.read(in), new Tags(Bytes.map(in))));
    }
}
