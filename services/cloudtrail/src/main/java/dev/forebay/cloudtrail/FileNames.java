package dev.forebay.cloudtrail;

import java.util.random.RandomGenerator;

/** Paths of the trail's files, as CloudTrail names them in a bucket. */
final class FileNames {

    /** The folder of log files. */
    static final String LOGS = "CloudTrail";

    /** The folder of digests. */
    static final String DIGESTS = "CloudTrail-Digest";

    /** The folder of public keys. */
    static final String KEYS = "keys/";

    /** What stands beside a digest, and in a bucket would be its metadata. */
    static final String SIGNATURE = ".signature";

    /** The name that a trail would have, and that digests bear in their names. */
    private static final String TRAIL = "forebay";

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int UNIQUE = 16;

    private FileNames() {}

    static String log(Place place, long now, RandomGenerator random) {
        StringBuilder unique = new StringBuilder(UNIQUE);
        for (int i = 0; i < UNIQUE; i++) {
            unique.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return folder(place, LOGS, now) + place.account() + "_CloudTrail_" + place.region() + "_" + EventTime.minute(now) + "_" + unique + ".json.gz";
    }

    /** The minute in the name of a log file; empty when it has another form. */
    static String minute(String log) {
        String[] parts = log.substring(log.lastIndexOf('/') + 1).split("_");
        return parts.length == 5 ? parts[3] : "";
    }

    static String digest(Place place, long end) {
        return folder(place, DIGESTS, end) + place.account() + "_CloudTrail-Digest_" + place.region() + "_" + TRAIL + "_" + place.region() + "_"
                + EventTime.second(end) + ".json.gz";
    }

    static String key(String fingerprint) {
        return KEYS + fingerprint + ".pem";
    }

    private static String folder(Place place, String kind, long at) {
        return "AWSLogs/" + place.account() + "/" + kind + "/" + place.region() + "/" + EventTime.day(at) + "/";
    }
}
