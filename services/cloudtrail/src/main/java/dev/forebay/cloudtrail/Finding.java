package dev.forebay.cloudtrail;

/**
 * Something that a check of the trail's files found.
 *
 * @param kind what is wrong with it
 * @param path from the folder of the trail
 */
public record Finding(Kind kind, String path) {

    /** What can be wrong, or worth knowing. */
    public enum Kind {
        /** A log file that is not what its digest says. */
        ALTERED(true, "altered log file"),
        /** A log file that a digest tells of, and that is not there. */
        MISSING(true, "missing log file"),
        /** A log file that no digest tells of, though it is of a time that one covers. */
        ADDED(true, "log file in no digest"),
        /** A digest that was not signed with the key that it names, or not as it is now. */
        BAD_SIGNATURE(true, "digest with a wrong signature"),
        /** A digest that cannot be read, or tells of another place than where it is. */
        BAD_DIGEST(true, "damaged digest"),
        /** A digest signed with a key that is not known here. */
        UNKNOWN_KEY(true, "digest signed with an unknown key"),
        /** The digest that another names as the one before it is not there; or it was when the check began, and older ones still are. */
        MISSING_DIGEST(true, "missing digest"),
        /** It is there, and not what the one after it says. */
        ALTERED_DIGEST(true, "altered digest"),
        /** A digest that the chain does not pass through. */
        LOOSE_DIGEST(true, "digest outside of the chain"),
        /** The chain begins here: what was before has been removed, by age or by somebody. */
        BEGINS(false, "the chain begins at"),
        /** The newest digest of a place went while it was checked, and all before it: by age, or somebody took them. */
        REMOVED(false, "digest removed meanwhile, and none is left in its place"),
        /** A log file that is older than the oldest digest: nothing proves it. */
        OLDER(false, "log file older than the oldest digest"),
        /** A log file that is younger than the newest digest: the next one will tell of it. */
        YOUNGER(false, "log file not in a digest yet");

        private final boolean wrong;
        private final String words;

        Kind(boolean wrong, String words) {
            this.wrong = wrong;
            this.words = words;
        }

        /** Whether somebody must look at it. */
        public boolean isWrong() {
            return wrong;
        }
    }

    @Override
    public String toString() {
        return kind.words + ": " + path;
    }
}
