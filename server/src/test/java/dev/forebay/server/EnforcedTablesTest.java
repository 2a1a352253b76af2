package dev.forebay.server;

import static dev.forebay.server.EnforcedAccount.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.iam.RootKey;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** DynamoDB and CloudWatch by AWS's own client where policies are enforced, as a consumer of streams needs both. */
class EnforcedTablesTest {
    private static final String LEASES = "arn:aws:dynamodb:us-east-1:000000000000:table/leases";
    private static final Map<String, AttributeValue> KEY = Map.of("leaseKey", AttributeValue.fromS("shard-1"));

    private final EnforcedAccount account = new EnforcedAccount();

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void aTableIsForThoseWhomAPolicyAllowsIt() {
        makeTable();
        DynamoDbClient worker = dynamo(account.user("worker", allow("dynamodb:PutItem dynamodb:GetItem", LEASES)));
        DynamoDbClient guest = dynamo(account.user("guest"));

        worker.putItem(request -> request.tableName("leases").item(KEY));

        assertThat(worker.getItem(request -> request.tableName("leases").key(KEY)).item()).isEqualTo(KEY);
        assertThatThrownBy(() -> worker.deleteItem(request -> request.tableName("leases").key(KEY)))
                .satisfies(refused -> requireRefusal(refused, "AccessDeniedException", 400))
                .hasMessageContaining(EnforcedAccount.arn("worker") + " is not authorized to perform: dynamodb:DeleteItem on resource: " + LEASES);
        assertThatThrownBy(() -> guest.getItem(request -> request.tableName("leases").key(KEY)))
                .satisfies(refused -> requireRefusal(refused, "AccessDeniedException", 400));
        assertThatThrownBy(() -> guest.describeTable(request -> request.tableName("no-such-table")))
                .satisfies(refused -> requireRefusal(refused, "AccessDeniedException", 400));
    }

    @Test
    void aPolicyCanGiveTheItemsOfOneHashKey() {
        makeTable();
        DynamoDbClient worker = dynamo(account.user("worker", """
                {"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"%s",
                "Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["shard-1"]}}}""".formatted(LEASES)));

        assertThat(worker.getItem(request -> request.tableName("leases").key(KEY)).hasItem()).isFalse();
        assertThatThrownBy(() -> worker.getItem(request -> request.tableName("leases").key(Map.of("leaseKey", AttributeValue.fromS("shard-2")))))
                .satisfies(refused -> requireRefusal(refused, "AccessDeniedException", 400));
    }

    @Test
    void metricsAreForThoseWhomAPolicyAllowsTheirNamespace() {
        CloudWatchClient worker = metrics(account.user("worker", """
                {"Effect":"Allow","Action":"cloudwatch:PutMetricData","Resource":"*","Condition":{"StringEquals":{"cloudwatch:namespace":"orders"}}}"""));

        assertThat(put(worker, "orders").sdkHttpResponse().isSuccessful()).isTrue();

        assertThatThrownBy(() -> put(worker, "payments")).satisfies(refused -> requireRefusal(refused, "AccessDenied", 403))
                .hasMessageContaining(EnforcedAccount.arn("worker") + " is not authorized to perform: cloudwatch:PutMetricData");
        assertThatThrownBy(worker::listMetrics).satisfies(refused -> requireRefusal(refused, "AccessDenied", 403));
        assertThat(metrics(account.root()).listMetrics().metrics()).singleElement()
                .satisfies(metric -> assertThat(metric.namespace()).isEqualTo("orders"));
    }

    private static PutMetricDataResponse put(CloudWatchClient client, String namespace) {
        return client.putMetricData(request -> request.namespace(namespace).metricData(
                MetricDatum.builder().metricName("shipped").value(1.0).build()));
    }

    private void makeTable() {
        DynamoDbClient root = dynamo(account.root());
        root.createTable(request -> request.tableName("leases").billingMode("PAY_PER_REQUEST")
                .keySchema(KeySchemaElement.builder().attributeName("leaseKey").keyType("HASH").build())
                .attributeDefinitions(AttributeDefinition.builder().attributeName("leaseKey").attributeType("S").build()));
        root.waiter().waitUntilTableExists(request -> request.tableName("leases"));
    }

    private static void requireRefusal(Throwable refused, String code, int status) {
        assertThat(((AwsServiceException) refused).awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(((AwsServiceException) refused).statusCode()).isEqualTo(status);
    }

    private DynamoDbClient dynamo(RootKey user) {
        return account.client(DynamoDbClient.builder(), user);
    }

    private CloudWatchClient metrics(RootKey user) {
        return account.client(CloudWatchClient.builder(), user);
    }
}
