package dev.forebay.cloudtrail;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One event, as it is stored and as LookupEvents finds it.
 *
 * <pre>
 *   version (1) | id | name | source | user name | access key id: texts | read only (1) | millis (8)
 *   | number of resources (1), of each type, name, ARN: texts | json: text
 * </pre>
 *
 * @param millis    when it happened
 * @param accessKey id of the key that signed; empty for none
 * @param json      AWS's record, whole
 */
record Event(String id, String name, String source, String userName, String accessKey, boolean readOnly, long millis,
        List<Resource> resources, String json) {

    private static final int VERSION = 1;

    Event {
        resources = List.copyOf(resources);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            for (String text : List.of(id, name, source, userName, accessKey)) {
                Bytes.text(out, text);
            }
            out.writeBoolean(readOnly);
            out.writeLong(millis);
            out.writeByte(resources.size());
            for (Resource resource : resources) {
                write(out, resource);
            }
            Bytes.text(out, json);
        });
    }

    private static void write(DataOutputStream out, Resource resource) throws IOException {
        Bytes.text(out, resource.type());
        Bytes.text(out, resource.name());
        Bytes.text(out, resource.arn());
    }

    static Event read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "an event", in -> new Event(Bytes.text(in), Bytes.text(in), Bytes.text(in), Bytes.text(in),
                Bytes.text(in), in.readBoolean(), in.readLong(), resources(in), Bytes.text(in)));
    }

    private static List<Resource> resources(DataInputStream in) throws IOException {
        List<Resource> resources = new ArrayList<>();
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            resources.add(new Resource(Bytes.text(in), Bytes.text(in), Bytes.text(in)));
        }
        return resources;
    }

    /** Without what the record says. */
    @Override
    public String toString() {
        return name + " " + id;
    }
}
