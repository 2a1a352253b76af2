package dev.forebay.iam;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How a user, a group, a role or a managed policy is told from others.
 *
 * @param name    may change; unique without regard to case
 * @param path    begins and ends with a slash
 * @param id      given once
 * @param created milliseconds since 1970, in whole seconds
 */
record Naming(String name, String path, String id, long created) {

    Naming renamed(String newName, String newPath) {
        return new Naming(newName, newPath, id, created);
    }

    void write(DataOutputStream out) throws IOException {
        Bytes.text(out, name);
        Bytes.text(out, path);
        Bytes.text(out, id);
        out.writeLong(created);
    }

    static Naming read(DataInputStream in) throws IOException {
        return new Naming(Bytes.text(in), Bytes.text(in), Bytes.text(in), in.readLong());
    }
}
