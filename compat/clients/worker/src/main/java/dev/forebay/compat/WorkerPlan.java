package dev.forebay.compat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a worker is told, each by a system property of that name.
 *
 * @param endpoint    one address for Kinesis, DynamoDB and CloudWatch
 * @param stream      what to read
 * @param application the name that the workers of an application share: lease table and metrics are called so
 * @param worker      this worker's own name
 * @param journal     file to append to
 * @param retrieval   how to get records
 */
record WorkerPlan(URI endpoint, String stream, String application, String worker, Path journal, Retrieval retrieval) {

    static WorkerPlan fromSystemProperties() {
        return new WorkerPlan(URI.create(property("endpoint")), property("stream"), property("application"), property("worker"),
                Path.of(property("journal")), Retrieval.valueOf(property("retrieval").toUpperCase(Locale.ROOT)));
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("needs -D" + name + "=");
        }
        return value;
    }
}
