package dev.forebay.server;

import dev.forebay.gateway.Guard;
import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services for callers in the same process, who may as much as over HTTP. */
record InProcess(Services services, Doorkeeper doorkeeper, Guard guard) {

    SqsClient sqs(Caller caller) {
        return doorkeeper.client(SqsClient.class, "sqs", services.sqs().client(caller), caller, guard);
    }

    SnsClient sns(Caller caller) {
        return doorkeeper.client(SnsClient.class, "sns", services.sns().client(caller), caller, guard);
    }

    KinesisClient kinesis(Caller caller) {
        return doorkeeper.client(KinesisClient.class, "kinesis", services.kinesis().client(caller), caller, guard);
    }

    DynamoDbClient dynamodb(Caller caller) {
        return doorkeeper.client(DynamoDbClient.class, "dynamodb", services.dynamodb().client(caller), caller, guard);
    }

    CloudWatchClient cloudwatch(Caller caller) {
        return doorkeeper.client(CloudWatchClient.class, "monitoring", services.cloudwatch().client(caller), caller, guard);
    }

    CloudTrailClient cloudtrail(Caller caller) {
        return doorkeeper.client(CloudTrailClient.class, "cloudtrail", services.cloudtrail().client(caller), caller, guard);
    }

    IamClient iam(Caller caller) {
        return doorkeeper.client(IamClient.class, "iam", services.iam().client(caller), caller, guard);
    }

    StsClient sts(Caller caller) {
        return doorkeeper.client(StsClient.class, "sts", services.iam().sts(caller), caller, guard);
    }

    KmsClient kms(Caller caller) {
        return doorkeeper.client(KmsClient.class, "kms", services.kms().client(caller), caller, guard);
    }
}
