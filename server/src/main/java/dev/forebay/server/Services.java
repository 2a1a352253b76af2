package dev.forebay.server;

import dev.forebay.access.AccessRules;
import dev.forebay.cloudtrail.CloudTrailService;
import dev.forebay.cloudwatch.CloudWatchService;
import dev.forebay.dynamodb.DynamoDbService;
import dev.forebay.gateway.Door;
import dev.forebay.gateway.EventDoor;
import dev.forebay.gateway.PageDoor;
import dev.forebay.iam.IamService;
import dev.forebay.identity.Caller;
import dev.forebay.kinesis.KinesisService;
import dev.forebay.kms.KmsService;
import dev.forebay.sns.SnsService;
import dev.forebay.sqs.SqsService;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/** All services of one Forebay. */
record Services(SqsService sqs, SnsService sns, KinesisService kinesis, DynamoDbService dynamodb, CloudWatchService cloudwatch,
        IamService iam, KmsService kms, CloudTrailService cloudtrail) {

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
                "kms", kms::client,
                "cloudtrail", cloudtrail::client);
    }

    /** What the operations of each need. In enforced mode nobody reaches a service that is not here. */
    Map<String, AccessRules> rules() {
        return Map.of("sqs", sqs.rules(), "sns", sns.rules(), "kinesis", kinesis.rules(), "dynamodb", dynamodb.rules(),
                "monitoring", cloudwatch.rules(), "iam", iam.rules(), "sts", iam.stsRules(), "kms", kms.rules(),
                "cloudtrail", cloudtrail.rules());
    }

    /** The operations that answer with events, which AWS's client interfaces have no methods for, and those whose answers are too long to be in memory as a whole. */
    Map<String, Door> doors() {
        EventDoor subscribe = (caller, request) -> new ShardEvents(kinesis.subscribe(caller, (SubscribeToShardRequest) request));
        return Map.of("kinesis.SubscribeToShard", subscribe,
                "kinesis.GetRecords", new PageDoor("Records", (caller, request) -> new ShardPage(kinesis.records(caller, (GetRecordsRequest) request))));
    }
}
