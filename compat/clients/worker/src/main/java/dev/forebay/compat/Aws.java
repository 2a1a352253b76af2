package dev.forebay.compat;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.KinesisClientUtil;

/** The three clients that the KCL wants. The endpoint is all that sets them apart from clients of AWS. */
final class Aws {
    private static final Region REGION = Region.US_EAST_1;
    private static final AwsCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private final WorkerPlan plan;

    Aws(WorkerPlan plan) {
        this.plan = plan;
    }

    /** As the KCL's own documentation has it: HTTP/2. */
    KinesisAsyncClient kinesis() {
        return KinesisClientUtil.createKinesisAsyncClient(KinesisAsyncClient.builder()
                .endpointOverride(plan.endpoint()).region(REGION).credentialsProvider(ANYBODY));
    }

    DynamoDbAsyncClient dynamodb() {
        return DynamoDbAsyncClient.builder()
                .endpointOverride(plan.endpoint()).region(REGION).credentialsProvider(ANYBODY).build();
    }

    CloudWatchAsyncClient cloudwatch() {
        return CloudWatchAsyncClient.builder()
                .endpointOverride(plan.endpoint()).region(REGION).credentialsProvider(ANYBODY).build();
    }
}
