package dev.forebay.cloudtrail;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * How far a place's files and digests have come, and which one is being written: a row, changed in one batch with whatever a step
 * changes besides.
 *
 * <pre>
 *   version (1) | events, data, files, digested (8 each) | plan of a file: present (1), Plan
 *   | digested until (8) | last digest: present (1), Link | plan of a digest: present (1), Plan
 * </pre>
 *
 * @param until    every event up to these numbers is in a finished file
 * @param files    files finished so far
 * @param digested how many of them are in a digest
 * @param plan     a file that is being written
 * @param end      when the last digest ended; when the place was made, before there is one
 * @param last     the last digest
 * @param digest   a digest that is being written
 */
record Course(Until until, long files, long digested, Optional<Plan> plan, long end, Optional<Link> last, Optional<Plan> digest) {

    private static final int VERSION = 1;

    /** A place that begins. */
    static Course begin(long now) {
        return new Course(new Until(0, 0), 0, 0, Optional.empty(), now, Optional.empty(), Optional.empty());
    }

    Course planned(Plan next) {
        return new Course(until, files, digested, Optional.of(next), end, last, digest);
    }

    /** The planned file is there. */
    Course filed() {
        return new Course(plan.orElseThrow().until(), files + 1, digested, Optional.empty(), end, last, digest);
    }

    Course plannedDigest(Plan next) {
        return new Course(until, files, digested, plan, end, last, Optional.of(next));
    }

    /** The planned digest is there. */
    Course digested(Link link) {
        Plan done = digest.orElseThrow();
        return new Course(until, files, done.until().events(), plan, done.at(), Optional.of(link), Optional.empty());
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            until.write(out);
            out.writeLong(files);
            out.writeLong(digested);
            write(out, plan);
            out.writeLong(end);
            out.writeBoolean(last.isPresent());
            if (last.isPresent()) {
                last.get().write(out);
            }
            write(out, digest);
        });
    }

    private static void write(DataOutputStream out, Optional<Plan> plan) throws IOException {
        out.writeBoolean(plan.isPresent());
        if (plan.isPresent()) {
            plan.get().write(out);
        }
    }

    static Course read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a course of files", in -> new Course(Until.read(in), in.readLong(), in.readLong(), plan(in), in.readLong(),
                in.readBoolean() ? Optional.of(Link.read(in)) : Optional.empty(), plan(in)));
    }

    private static Optional<Plan> plan(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(Plan.read(in)) : Optional.empty();
    }

    /** Numbers of the newest management event and data event. Of a digest's plan: of files, and nothing. */
    record Until(long events, long data) {

        private void write(DataOutputStream out) throws IOException {
            out.writeLong(events);
            out.writeLong(data);
        }

        private static Until read(DataInputStream in) throws IOException {
            return new Until(in.readLong(), in.readLong());
        }
    }

    /** What is to be written: where, when it was decided, and up to what. */
    record Plan(String path, long at, Until until) {

        private void write(DataOutputStream out) throws IOException {
            Bytes.text(out, path);
            out.writeLong(at);
            until.write(out);
        }

        private static Plan read(DataInputStream in) throws IOException {
            return new Plan(Bytes.text(in), in.readLong(), Until.read(in));
        }
    }

    /** What the next digest says of this one: where it is, its hash and its signature, in hexadecimal. */
    record Link(String path, String hash, String signature) {

        private void write(DataOutputStream out) throws IOException {
            Bytes.text(out, path);
            Bytes.text(out, hash);
            Bytes.text(out, signature);
        }

        private static Link read(DataInputStream in) throws IOException {
            return new Link(Bytes.text(in), Bytes.text(in), Bytes.text(in));
        }
    }
}
