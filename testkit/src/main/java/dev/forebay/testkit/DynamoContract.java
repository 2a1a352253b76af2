package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * What every suite about DynamoDB shares. The suites say what a user of AWS's client sees; where they run is up to the
 * {@link DynamoHarness}. Names of tables are new in every test, so that a harness may keep its server.
 */
public abstract class DynamoContract extends ServiceContract<DynamoHarness> {
    protected DynamoDbClient dynamo;

    @BeforeEach
    void connect() {
        dynamo = harness().client(ALICE);
    }

    protected DynamoDbClient client(Caller caller) {
        return harness().client(caller);
    }

    /** A table with a hash key of texts. */
    protected String table(String hash) {
        return table(r -> r.attributeDefinitions(attribute(hash, "S")).keySchema(key(hash, KeyType.HASH)));
    }

    /** A table with a hash key of texts and a range key. */
    protected String table(String hash, String range, ScalarAttributeType type) {
        return table(r -> r
                .attributeDefinitions(attribute(hash, "S"), attribute(range, type.toString()))
                .keySchema(key(hash, KeyType.HASH), key(range, KeyType.RANGE)));
    }

    protected String table(Consumer<CreateTableRequest.Builder> more) {
        String name = newName("table");
        dynamo.createTable(r -> more.accept(r.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)));
        return name;
    }

    protected static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    protected static AttributeDefinition attribute(String name, String type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    protected static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    protected static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    protected static AttributeValue b(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(all));
    }

    protected static AttributeValue list(AttributeValue... all) {
        return AttributeValue.fromL(List.of(all));
    }

    protected static AttributeValue map(Object... namesAndValues) {
        return AttributeValue.fromM(item(namesAndValues));
    }

    /** An item of names and values in turns; a value is an {@link AttributeValue}, a text or a number. */
    protected static Map<String, AttributeValue> item(Object... namesAndValues) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            item.put((String) namesAndValues[i], value instanceof AttributeValue given ? given
                    : value instanceof Number number ? AttributeValue.fromN(number.toString()) : s((String) value));
        }
        return item;
    }

    protected void put(String table, Object... namesAndValues) {
        dynamo.putItem(r -> r.tableName(table).item(item(namesAndValues)));
    }

    protected Map<String, AttributeValue> get(String table, Object... key) {
        return dynamo.getItem(r -> r.tableName(table).key(item(key)).consistentRead(true)).item();
    }

    /** What a call is refused with. */
    protected static Refusal refusalOf(ThrowingCallable call) {
        return new Refusal(refused(call));
    }

    /** AWS's no. */
    protected record Refusal(AwsServiceException thrown) {

        public Refusal is(Class<? extends AwsServiceException> kind, String code) {
            assertThat(thrown).isInstanceOf(kind);
            return is(code);
        }

        public Refusal is(String code) {
            assertThat(thrown.awsErrorDetails().errorCode()).as("code of %s", thrown.getMessage()).isEqualTo(code);
            return this;
        }

        public Refusal says(String text) {
            assertThat(thrown.awsErrorDetails().errorMessage()).contains(text);
            return this;
        }
    }

    /** A request that is not valid, and why. */
    protected static void assertInvalid(ThrowingCallable call, String why) {
        refusalOf(call).is("ValidationException").says(why);
    }
}
