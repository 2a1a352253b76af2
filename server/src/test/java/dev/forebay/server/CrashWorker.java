package dev.forebay.server;

import software.amazon.awssdk.services.sqs.SqsClient;

/** Loads the server until it dies; goes on with the next one where it was cut short. */
interface CrashWorker {

    /**
     * Works until the server is gone, which shows as an exception of the client's.
     *
     * @param life which start of the server this is
     * @param done to be run after each answer
     */
    void work(SqsClient sqs, int life, Runnable done);
}
