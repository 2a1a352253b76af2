package dev.forebay.iam;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The policies of a user, a group or a role. Immutable.
 *
 * @param attached ARNs of managed policies, in the order of attachment
 * @param inline   documents by name, in the order in which they were first put
 * @param boundary ARN of the permissions boundary; empty for none
 */
record Grants(List<String> attached, Map<String, String> inline, String boundary) {
    static final Grants NONE = new Grants(List.of(), Map.of(), "");

    Grants {
        attached = List.copyOf(attached);
        inline = Collections.unmodifiableMap(new LinkedHashMap<>(inline));
    }

    Grants attach(String arn) {
        List<String> more = new ArrayList<>(attached);
        more.add(arn);
        return new Grants(more, inline, boundary);
    }

    Grants detach(String arn) {
        return new Grants(attached.stream().filter(one -> !one.equals(arn)).toList(), inline, boundary);
    }

    Grants put(String name, String document) {
        Map<String, String> more = new LinkedHashMap<>(inline);
        more.put(name, document);
        return new Grants(attached, more, boundary);
    }

    Grants remove(String name) {
        Map<String, String> less = new LinkedHashMap<>(inline);
        less.remove(name);
        return new Grants(attached, less, boundary);
    }

    Grants bounded(String arn) {
        return new Grants(attached, inline, arn);
    }

    void write(DataOutputStream out) throws IOException {
        Lists.write(out, attached);
        Bytes.map(out, inline);
        Bytes.text(out, boundary);
    }

    static Grants read(DataInputStream in) throws IOException {
        return new Grants(Lists.read(in), Bytes.map(in), Bytes.text(in));
    }
}
