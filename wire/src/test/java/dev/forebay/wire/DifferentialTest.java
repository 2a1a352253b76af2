package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.wire.WireModelGenerator.AwsModels;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The SDK on one side, the wire on the other: whatever one writes the other must read as the same thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialTest {

    private static final int ROUNDS = 12;
    private static final String CBOR_ENABLED = "aws.cborEnabled";

    private Function<WireRequest, WireResponse> server;
    private final WireHttpClient http = new WireHttpClient(request -> server.apply(request));

    @ParameterizedTest
    @CsvSource({"sqs-2012-11-05, 23", "sns-2010-03-31, 42", "kinesis-2013-12-02, 38", "dynamodb-2012-08-10, 57",
        "monitoring-2010-08-01, 39", "iam-2010-05-08, 150", "sts-2011-06-15, 8", "kms-2014-11-01, 50",
        "cloudtrail-2013-11-01, 49"})
    void everyOperationComesThroughBothWaysUnchanged(String model, int atLeast) {
        everyOperation(withoutConstraints(model), atLeast);
    }

    /** Its synchronous client speaks CBOR unless it is told not to. */
    @Test
    void everyOperationOfKinesisComesThroughInJsonToo() {
        System.setProperty(CBOR_ENABLED, "false");
        try {
            everyOperation(withoutConstraints("kinesis-2013-12-02"), 38);
        } finally {
            System.clearProperty(CBOR_ENABLED);
        }
    }

    private void everyOperation(WireModel facts, int atLeast) {
        Wire wire = Wire.ofModels(List.of(facts));
        Service service = wire.service(facts.service());
        Object client = client(service.name());
        List<String> done = new ArrayList<>();

        for (Operation operation : service.operations().values()) {
            if (operation.name.equals("SubscribeToShard")) {
                continue; // AWS streams events: only the asynchronous client has it.
            }
            for (int round = 0; round < ROUNDS; round++) {
                roundTrip(wire, client, operation, new RandomShapes(operation.name.hashCode() * 31L + round));
            }
            done.add(operation.name);
        }

        assertThat(done).hasSizeGreaterThanOrEqualTo(atLeast);
    }

    private void roundTrip(Wire wire, Object client, Operation operation, RandomShapes random) {
        SdkRequest request = (SdkRequest) random.structure(operation.request());
        SdkResponse response = (SdkResponse) random.structure(operation.response());
        List<SdkRequest> arrived = new ArrayList<>();
        server = sent -> {
            Call call = wire.detect(sent);
            assertThat(call.operation()).isEqualTo(operation.name);
            arrived.add(call.decode());
            return call.encode(response, "req-1");
        };

        SdkResponse returned = operation.invoke(client, request);

        compare(operation, request, arrived, response, returned);
    }

    private static void compare(Operation operation, SdkRequest request, List<SdkRequest> arrived, SdkResponse response, SdkPojo returned) {
        assertThat(arrived).containsExactly(request);
        assertThat(returned.equalsBySdkFields(response))
                .as("%s:%n sent %s%n read %s", operation.name, response, returned).isTrue();
    }

    @Test
    void everyOperationOfCloudWatchComesThroughInRpcV2() throws Exception {
        Wire wire = Wire.ofModels(List.of(withoutConstraints("monitoring-2010-08-01")));
        RpcClient client = new RpcClient("GraniteServiceVersion20100801");
        for (Operation operation : wire.service("monitoring").operations().values()) {
            for (int round = 0; round < ROUNDS; round++) {
                RandomShapes random = new RandomShapes(operation.name.hashCode() * 31L + round);
                SdkRequest request = (SdkRequest) random.structure(operation.request());
                SdkResponse response = (SdkResponse) random.structure(operation.response());
                Call call = wire.detect(client.write(operation.name, request));
                SdkRequest arrived = call.decode();
                SdkPojo returned = client.read(call.encode(response, "req-1"), operation.response()::newBuilder);
                compare(operation, request, List.of(arrived), response, returned);
            }
        }
    }

    @Test
    void theSdkPicksTheModelledClassAndShowsTheLegacyCode() {
        Wire wire = Wire.of(List.of("sqs"));
        server = sent -> wire.detect(sent).encodeError(WireException.of(400, "QueueDoesNotExist", "gone"), "req-9");

        QueueDoesNotExistException seen = catchThrowableOfType(
                QueueDoesNotExistException.class, () -> ((SqsClient) client("sqs")).listQueueTags(r -> r.queueUrl("q")));

        assertThat(seen.awsErrorDetails().errorCode()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(seen.awsErrorDetails().errorMessage()).isEqualTo("gone");
        assertThat(seen.requestId()).isEqualTo("req-9");
    }

    /** Random values would not pass the validator. */
    static WireModel withoutConstraints(String model) {
        List<String> generated = WireModelGenerator.generate(AwsModels.read(model)).lines().toList();
        List<String> added = WireModel.lines(WireModel.parse(generated).service() + ".additions");
        return WireModel.parse(Stream.concat(generated.stream(), added.stream())
                .filter(line -> model.startsWith("sqs") || !line.startsWith("shape") && !line.startsWith(" "))
                .collect(Collectors.toList()));
    }

    private Object client(String service) {
        return switch (service) {
            case "sqs" -> configured(SqsClient.builder().checksumValidationEnabled(false)).build();
            case "sns" -> configured(SnsClient.builder()).build();
            case "kinesis" -> configured(KinesisClient.builder()).build();
            case "dynamodb" -> configured(DynamoDbClient.builder()).build();
            case "monitoring" -> configured(CloudWatchClient.builder()).build();
            case "iam" -> configured(IamClient.builder()).build();
            case "sts" -> configured(StsClient.builder()).build();
            case "kms" -> configured(KmsClient.builder()).build();
            case "cloudtrail" -> configured(CloudTrailClient.builder()).build();
            default -> throw new IllegalArgumentException(service);
        };
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(B builder) {
        return builder.httpClient(http).region(Region.US_EAST_1).endpointOverride(URI.create("http://localhost:4566"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD));
    }
}
