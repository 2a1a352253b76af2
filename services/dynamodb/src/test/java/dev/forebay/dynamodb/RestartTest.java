package dev.forebay.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

class RestartTest {
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);

    @Test
    void tablesAreFoundAgainAndIndexesAreFinished() {
        try (InProcess dynamodb = new InProcess()) {
            DynamoDbClient before = dynamodb.client(CALLER);
            before.createTable(r -> r.tableName("orders").billingMode(BillingMode.PAY_PER_REQUEST).deletionProtectionEnabled(true)
                    .tags(Tag.builder().key("team").value("blue").build())
                    .attributeDefinitions(attribute("id")).keySchema(key("id")));
            before.updateTimeToLive(r -> r.tableName("orders").timeToLiveSpecification(t -> t.attributeName("until").enabled(true)));
            before.putItem(r -> r.tableName("orders").item(Map.of("id", s("1"), "owner", s("w"))));
            TableDescription described = before.updateTable(r -> r.tableName("orders").attributeDefinitions(attribute("owner"))
                    .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder().create(c -> c.indexName("byOwner")
                            .keySchema(key("owner")).projection(p -> p.projectionType(ProjectionType.ALL))).build())).tableDescription();
            dynamodb.reopen();
            DynamoDbClient after = dynamodb.client(CALLER);
            TableDescription found = after.describeTable(r -> r.tableName("orders")).table();
            dynamodb.pass(Duration.ofSeconds(1));

            assertThat(found).isEqualTo(described);
            assertThat(found.itemCount()).isEqualTo(1);
            assertThat(after.describeTable(r -> r.tableName("orders")).table().globalSecondaryIndexes().getFirst().indexStatus())
                    .isEqualTo(IndexStatus.ACTIVE);
            assertThat(after.query(r -> r.tableName("orders").indexName("byOwner").keyConditionExpression("#o = :o")
                    .expressionAttributeNames(Map.of("#o", "owner")).expressionAttributeValues(Map.of(":o", s("w")))).count()).isEqualTo(1);
            assertThat(after.describeTimeToLive(r -> r.tableName("orders")).timeToLiveDescription().attributeName()).isEqualTo("until");
            assertThat(after.listTagsOfResource(r -> r.resourceArn(found.tableArn())).tags()).hasSize(1);
        }
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType("S").build();
    }

    private static KeySchemaElement key(String name) {
        return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
