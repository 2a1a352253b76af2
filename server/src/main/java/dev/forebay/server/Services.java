package dev.forebay.server;

import dev.forebay.cloudwatch.CloudWatchService;
import dev.forebay.dynamodb.DynamoDbService;
import dev.forebay.gateway.EventDoor;
import dev.forebay.identity.Caller;
import dev.forebay.kinesis.KinesisService;
import dev.forebay.sns.SnsService;
import dev.forebay.sqs.SqsService;
import java.util.Map;
import java.util.function.Function;

/** All services of one Forebay. */
record Services(SqsService sqs, SnsService sns, KinesisService kinesis, DynamoDbService dynamodb, CloudWatchService cloudwatch) {

    /** By the names that credential scopes have, what binds AWS's client interface to a caller. */
    Map<String, Function<Caller, ?>> byName() {
        return Map.<String, Function<Caller, ?>>of(
                "sqs", sqs::client,
                "sns", sns::client,
                "kinesis", kinesis::client,
                "dynamodb", dynamodb::client,
                "monitoring", cloudwatch::client);
    }

    /** By service and name, the operations that answer with events. */
    Map<String, EventDoor> doors() {
        return Map.of();
    }
}
