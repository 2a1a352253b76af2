package dev.forebay.kinesis;

/** What requests have to be, where AWS's model does not say it or a caller in process was not asked. */
final class Checks {
    private static final int MAX_WARM_MIBPS = 10_240;

    private Checks() {}

    static <T> T required(String name, T value) {
        if (value == null) {
            throw KinesisErrors.validation("1 validation error detected: Value null at '" + name
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    /** A page's length: what was asked for, or so many. */
    static int limit(Integer asked, int otherwise, int most) {
        if (asked == null) {
            return otherwise;
        }
        if (asked < 1 || asked > most) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + asked + "' at 'limit' failed to satisfy constraint: "
                    + (asked < 1 ? "Member must have value greater than or equal to 1" : "Member must have value less than or equal to " + most));
        }
        return asked;
    }

    static StreamMode mode(String name) {
        return switch (String.valueOf(name)) {
            case "PROVISIONED" -> StreamMode.PROVISIONED;
            case "ON_DEMAND" -> StreamMode.ON_DEMAND;
            default -> throw KinesisErrors.validation("1 validation error detected: Value '" + KinesisErrors.echo(String.valueOf(name))
                    + "' at 'streamModeDetails.streamMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, ON_DEMAND]");
        };
    }

    static int warmMibps(StreamMode mode, int mibps) {
        if (mibps < 0 || mibps > MAX_WARM_MIBPS) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + mibps + "' at 'warmThroughputMiBps' failed to satisfy "
                    + "constraint: Member must have value between 0 and " + MAX_WARM_MIBPS);
        }
        if (mode != StreamMode.ON_DEMAND) {
            throw KinesisErrors.validation("Only streams in ON_DEMAND mode have warm throughput.");
        }
        return mibps;
    }

    static int maxRecordKib(int kib) {
        if (kib < StreamSettings.MIN_RECORD_KIB || kib > StreamSettings.MAX_RECORD_KIB) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + kib + "' at 'maxRecordSizeInKiB' failed to satisfy constraint: "
                    + "Member must have value between " + StreamSettings.MIN_RECORD_KIB + " and " + StreamSettings.MAX_RECORD_KIB);
        }
        return kib;
    }
}
