package dev.forebay.kinesis;

/** How a stream gets its capacity. What is stored is the ordinal: add at the end only. */
enum StreamMode {
    PROVISIONED, ON_DEMAND;

    software.amazon.awssdk.services.kinesis.model.StreamMode toAws() {
        return this == PROVISIONED
                ? software.amazon.awssdk.services.kinesis.model.StreamMode.PROVISIONED
                : software.amazon.awssdk.services.kinesis.model.StreamMode.ON_DEMAND;
    }
}
