package dev.forebay.sns;

import dev.forebay.couriers.Outcome;

/** Carries notifications by one protocol. Called on virtual threads, many at a time; may block, with a time limit. */
interface Transport {

    /** Makes one attempt. Never throws for what the other side does. */
    Outcome deliver(Notification notification, Target target);

    /**
     * Asks the endpoint whether it wants to be subscribed, or tells it that it no longer is. Protocols that need no such question are
     * never asked.
     */
    default Outcome confirm(Confirmation confirmation, Target target) {
        return new Outcome.Refused(0, target.protocol().aws + " endpoints are not asked");
    }
}
