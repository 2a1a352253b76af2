package dev.forebay.server;

import dev.forebay.cloudwatch.CloudWatchService;
import dev.forebay.dynamodb.DynamoDbService;
import dev.forebay.gateway.EventDoor;
import dev.forebay.iam.IamService;
import dev.forebay.identity.Caller;
import dev.forebay.kinesis.KinesisService;
import dev.forebay.kms.KmsService;
import dev.forebay.sns.SnsService;
import dev.forebay.sqs.SqsService;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/** All services of one Forebay. */
record Services(SqsService sqs, SnsService sns, KinesisService kinesis, DynamoDbService dynamodb, CloudWatchService cloudwatch,
        IamService iam, KmsService kms) {

    /** By the names that credential scopes have, what binds AWS's client interface to a caller. */
    Map<String, Function<Caller, ?>> byName() {
        return Map.<String, Function<Caller, ?>>of(
                "sqs", sqs::client,
                "sns", sns::client,
                "kinesis", kinesis::client,
                "dynamodb", dynamodb::client,
                "monitoring", cloudwatch::client,
                "iam", iam::client,
                "sts", iam::sts,
                "kms", kms::client);
    }

    /** The operations that answer with events, which AWS's client interfaces have no methods for. */
    Map<String, EventDoor> doors() {
        return Map.of("kinesis.SubscribeToShard",
                (caller, request) -> new ShardEvents(kinesis.subscribe(caller, (SubscribeToShardRequest) request)));
    }
}
