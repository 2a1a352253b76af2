package dev.forebay.server;

import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Works on a stream until the server dies; goes on with the next server where it was cut short. */
interface CrashStreamWorker {
    String STREAM = "orders";

    /** One call, or a few. */
    void work(KinesisClient kinesis);
}
