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

/** The services for callers in the same process, who may as much as over HTTP, and are recorded as there. */
record InProcess(Services services, Doorkeeper doorkeeper, Guard guard) {

    SqsClient sqs(Caller caller) {
        return client(SqsClient.class, "sqs", services.sqs().client(caller), caller);
    }

    SnsClient sns(Caller caller) {
        return client(SnsClient.class, "sns", services.sns().client(caller), caller);
    }

    KinesisClient kinesis(Caller caller) {
        return client(KinesisClient.class, "kinesis", services.kinesis().client(caller), caller);
    }

    DynamoDbClient dynamodb(Caller caller) {
        return client(DynamoDbClient.class, "dynamodb", services.dynamodb().client(caller), caller);
    }

    CloudWatchClient cloudwatch(Caller caller) {
        return client(CloudWatchClient.class, "monitoring", services.cloudwatch().client(caller), caller);
    }

    CloudTrailClient cloudtrail(Caller caller) {
        return client(CloudTrailClient.class, "cloudtrail", services.cloudtrail().client(caller), caller);
    }

    IamClient iam(Caller caller) {
        return client(IamClient.class, "iam", services.iam().client(caller), caller);
    }

    StsClient sts(Caller caller) {
        return client(StsClient.class, "sts", services.iam().sts(caller), caller);
    }

    KmsClient kms(Caller caller) {
        return client(KmsClient.class, "kms", services.kms().client(caller), caller);
    }

    private <C> C client(Class<C> type, String service, C client, Caller caller) {
        return HeardClient.of(type, service, doorkeeper.client(type, service, client, caller, guard), caller, new AuditTrail(services.cloudtrail()));
    }
}
