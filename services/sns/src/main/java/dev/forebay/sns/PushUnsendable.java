package dev.forebay.sns;

/** Why a notification cannot be sent to a platform at all. Says nothing of what is in it. */
final class PushUnsendable extends Exception {
    private static final long serialVersionUID = 1;

    PushUnsendable(String why) {
        super(why, null, false, false);
    }

    static PushUnsendable noObject(Platform platform) {
        return new PushUnsendable("the payload for " + platform + " is not a JSON object");
    }
}
