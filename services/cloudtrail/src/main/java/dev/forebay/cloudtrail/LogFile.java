package dev.forebay.cloudtrail;

import dev.forebay.runtime.Bytes;

/**
 * A finished log file, as its digest will tell of it.
 *
 * @param path   from the folder of the trail
 * @param hash   SHA-256 of the text that is compressed in it, in hexadecimal
 * @param oldest time of its oldest event
 * @param newest time of its newest event
 */
record LogFile(String path, String hash, long oldest, long newest) {

    private static final int VERSION = 1;

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, path);
            Bytes.text(out, hash);
            out.writeLong(oldest);
            out.writeLong(newest);
        });
    }

    static LogFile read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a log file", in -> new LogFile(Bytes.text(in), Bytes.text(in), in.readLong(), in.readLong()));
    }
}
