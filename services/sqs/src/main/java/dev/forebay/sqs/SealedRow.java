package dev.forebay.sqs;

import dev.forebay.envelope.PlaceKey;
import dev.forebay.envelope.Seal;

/** A row whose content is sealed at an offset, and what binds it to its place once that is known. */
record SealedRow(byte[] bytes, int at, PlaceKey place) {
    /** The row, in its place. */
    byte[] placed(long sequence, long sentAt, long dueAt) {
        Message.stamp(bytes, sentAt, dueAt);
        Seal.place(bytes, at, place.stamp(sequence, sentAt, dueAt));
        return bytes;
    }
}
