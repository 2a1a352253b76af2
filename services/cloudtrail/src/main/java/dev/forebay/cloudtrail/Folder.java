package dev.forebay.cloudtrail;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;

/** Where the trail's files lie: on disk, or what a test takes for one. Paths are relative, with slashes. Used by one thread at a time. */
interface Folder {

    /**
     * Makes a file, or makes it anew: it is there whole, on disk, when this returns, and before not at all or as it was.
     *
     * @throws IOException when it could not be; nothing is known of it then
     */
    void write(String path, byte[] content) throws IOException;

    /** The content of a file; empty when there is none. */
    Optional<byte[]> read(String path) throws IOException;

    /** Removes files of days before one: those under {@code AWSLogs/account/kind/region/yyyy/MM/dd}. */
    void removeBefore(String kind, LocalDate day) throws IOException;
}
