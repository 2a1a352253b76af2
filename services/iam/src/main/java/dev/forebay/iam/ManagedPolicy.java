package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A managed policy with its versions. Stored in the POLICY table: version (1), naming, description, default version (4), next
 * version (4), when it was changed last (8), versions: count (4), each number (4), created (8), document; tags.
 *
 * @param next     the number of the next version: none is given twice
 * @param versions oldest first
 */
record ManagedPolicy(Naming naming, String description, int standing, int next, long updated, List<Version> versions, Tags tags)
        implements Named, Tagged {
    /** AWS: of one policy. */
    static final int MAX_VERSIONS = 5;

    private static final int VERSION = 1;

    ManagedPolicy {
        versions = List.copyOf(versions);
    }

    /** A document and its number, which is told as {@code v1}. */
    record Version(int number, long created, String document) {
        String id() {
            return "v" + number;
        }
    }

    static ManagedPolicy created(Naming naming, String description, String document, Tags tags) {
        return new ManagedPolicy(naming, description, 1, 2, naming.created(), List.of(new Version(1, naming.created(), document)), tags);
    }

    String arn(AccountId account) {
        return "arn:aws:iam::" + account + ":policy" + path() + name();
    }

    /** The version that counts. */
    Version current() {
        return versions.stream().filter(version -> version.number == standing).findFirst().orElseThrow();
    }

    Optional<Version> version(String id) {
        return versions.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    ManagedPolicy add(String document, boolean asDefault, long now) {
        List<Version> more = new ArrayList<>(versions);
        more.add(new Version(next, now, document));
        return new ManagedPolicy(naming, description, asDefault ? next : standing, next + 1, now, more, tags);
    }

    ManagedPolicy choose(Version version, long now) {
        return new ManagedPolicy(naming, description, version.number, next, now, versions, tags);
    }

    ManagedPolicy remove(Version version, long now) {
        return new ManagedPolicy(naming, description, standing, next, now, versions.stream().filter(one -> one != version).toList(), tags);
    }

    @Override
    public ManagedPolicy with(Tags changed) {
        return new ManagedPolicy(naming, description, standing, next, updated, versions, changed);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            naming.write(out);
            Bytes.text(out, description);
            out.writeInt(standing);
            out.writeInt(next);
            out.writeLong(updated);
            out.writeInt(versions.size());
            for (Version version : versions) {
                out.writeInt(version.number);
                out.writeLong(version.created);
                Bytes.text(out, version.document);
            }
            Bytes.map(out, tags.all());
        });
    }

    static ManagedPolicy read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a managed policy", in -> new ManagedPolicy(Naming.read(in), Bytes.text(in), in.readInt(),
                in.readInt(), in.readLong(), versions(in), new Tags(Bytes.map(in))));
    }

    private static List<Version> versions(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            versions.add(new Version(in.readInt(), in.readLong(), Bytes.text(in)));
        }
        return versions;
    }
}
