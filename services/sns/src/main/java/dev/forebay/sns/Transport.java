package dev.forebay.sns;

import dev.forebay.couriers.Outcome;

/** Carries notifications by one protocol. Called on virtual threads, many at a time; may block, with a time limit. */
interface Transport {

    /** Makes one attempt. Never throws for what the other side does. */
    Outcome deliver(Notification notification, Target target);
}
