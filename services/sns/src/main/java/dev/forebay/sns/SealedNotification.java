package dev.forebay.sns;

import dev.forebay.envelope.PlaceKey;
import dev.forebay.envelope.Seal;
import java.util.Optional;

/**
 * A notification as it is going to be stored, but for its time and place. Used once.
 *
 * @param at    where in the row {@link NotificationFormat} begins
 * @param place binds it to its place, where it is sealed
 */
record SealedNotification(byte[] row, int at, Optional<PlaceKey> place) {

    /** The row, once sequence and time are known. */
    byte[] placed(long sequence, long publishedAt) {
        NotificationFormat.publishedAt(row, at, publishedAt);
        place.ifPresent(key -> Seal.place(row, at + NotificationFormat.SEALED_HEAD, key.stamp(sequence, publishedAt)));
        return row;
    }
}
