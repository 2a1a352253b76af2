package dev.forebay.server;

import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** docs/operations.md says of every operation of AWS's models whether it is served; the code decides what it says. */
class OperationsTableTest {
    /** What answers with events: EventStreamsTest has AWS's client open it. */
    private static final Set<String> DOORS = Set.of("SubscribeToShard");

    @Test
    void thePageSaysOfEachOperationWhetherItIsServed() {
        String page = Repository.read(Repository.ROOT.resolve("docs/operations.md"));
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            assertThat(page).as("copy the expected table into docs/operations.md").contains(table("SQS", "sqs", forebay.sqs(), SqsClient.class));
            assertThat(page).as("copy the expected table into docs/operations.md").contains(table("SNS", "sns", forebay.sns(), SnsClient.class));
            assertThat(page).as("copy the expected table into docs/operations.md").contains(table("Kinesis", "kinesis", forebay.kinesis(), KinesisClient.class));
            assertThat(page).as("copy the expected table into docs/operations.md").contains(table("DynamoDB", "dynamodb", forebay.dynamodb(), DynamoDbClient.class));
            assertThat(page).as("copy the expected table into docs/operations.md").contains(table("CloudTrail", "cloudtrail", forebay.cloudtrail(), CloudTrailClient.class));
            assertThat(page).as("copy the expected table into docs/operations.md").contains(table("CloudWatch", "monitoring", forebay.cloudwatch(), CloudWatchClient.class));
            assertThat(page).as("copy the expected table into docs/operations.md").contains(table("IAM", "iam", forebay.iam(), IamClient.class));
            assertThat(page).as("copy the expected table into docs/operations.md").contains(table("STS", "sts", forebay.sts(), StsClient.class));
            assertThat(page).as("copy the expected table into docs/operations.md").contains(table("KMS", "kms", forebay.kms(), KmsClient.class));
        }
    }

    private static String table(String title, String service, Object client, Class<?> sdk) {
        StringBuilder table = new StringBuilder("| " + title + " operation | |\n|---|---|\n");
        for (String operation : operations(service)) {
            table.append("| ").append(operation).append(" | ")
                    .append(isServed(WrappedClient.behind(client).getClass(), sdk, operation) ? "served" : "refused by name").append(" |\n");
        }
        return table.toString();
    }

    /**
     * An operation is served when the method of the SDK's interface that takes its request is overridden. The SDK spells some
     * names in its own way: GetSMSAttributes takes a GetSmsAttributesRequest.
     */
    private static boolean isServed(Class<?> client, Class<?> sdk, String operation) {
        String request = sdk.getPackageName() + ".model." + operation + "Request";
        return DOORS.contains(operation) || Arrays.stream(client.getDeclaredMethods())
                .anyMatch(one -> one.getName().equalsIgnoreCase(operation)
                        && one.getParameterCount() == 1
                        && one.getParameterTypes()[0].getName().equalsIgnoreCase(request));
    }

    /** From AWS's published model, and what was added to it by hand. */
    private static List<String> operations(String service) {
        return Stream.of(".model", ".additions").flatMap(kind -> lines(service + kind))
                .filter(line -> line.startsWith("operation ")).map(line -> line.split(" ")[1]).sorted().toList();
    }

    private static Stream<String> lines(String file) {
        try (InputStream in = dev.forebay.wire.Wire.class.getResourceAsStream(file)) {
            return in == null ? Stream.empty() : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
