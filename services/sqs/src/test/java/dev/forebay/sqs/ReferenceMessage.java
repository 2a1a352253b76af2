package dev.forebay.sqs;

import java.util.ArrayList;
import java.util.List;

/** What a user could know of one message, kept in the plainest way. A crash makes some of it uncertain. */
final class ReferenceMessage {

    /** Whether the message is there. */
    enum Being {
        /** A send that a crash cut short: it may be there. */
        MAYBE_SENT,
        THERE,
        /** A delete that a crash cut short: it may still be there. */
        MAYBE_DELETED,
        DELETED
    }

    final String body;
    final String group;
    final long number;
    Being being = Being.THERE;
    long hiddenUntil;
    /** Whether a crash may have made it visible earlier. */
    boolean hiddenForSure = true;
    /** Until when a receive that a crash cut short may hide it. */
    long maybeHiddenUntil;
    /** Received, and not visible again as far as one can know. */
    boolean inFlight;

    /** How often it was received, counting receives that a crash cut short. */
    int receives;
    /** Whether it may have gone to the dead-letter queue, or back. */
    boolean maybeElsewhere;
    final List<String> handles = new ArrayList<>();

    ReferenceMessage(String body, String group, long number) {
        this.body = body;
        this.group = group;
        this.number = number;
    }

    boolean mayBeThere() {
        return being != Being.DELETED;
    }

    boolean isVisibleForSure(long now) {
        return being == Being.THERE && hiddenUntil <= now && maybeHiddenUntil <= now && !maybeElsewhere;
    }

    boolean isHiddenForSure(long now) {
        return hiddenForSure && hiddenUntil > now;
    }

    @Override
    public String toString() {
        return body + "[" + group + " " + being + " -" + hiddenUntil % 10_000_000 + (hiddenForSure ? "" : "?") + " x"
                + (maybeHiddenUntil > 0 ? "/" + maybeHiddenUntil + "?" : "") + receives + (maybeElsewhere ? " elsewhere?" : "") + "]";
    }
}
