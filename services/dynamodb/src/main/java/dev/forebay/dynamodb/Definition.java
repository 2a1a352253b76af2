package dev.forebay.dynamodb;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** Reads how a request defines keys, indexes and throughput, by AWS's rules. */
final class Definition {
    private static final int MAX_INDEXES = 20;
    private static final int MAX_INCLUDED = 100;

    private final Map<String, String> types = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    Definition(List<AttributeDefinition> attributes) {
        for (AttributeDefinition attribute : attributes) {
            String type = Requests.required("attributeType", attribute.attributeTypeAsString(), true);
            if (!Set.of("S", "N", "B").contains(type)) {
                throw DynamoErrors.validation("1 validation error detected: Value '" + type
                        + "' at 'attributeDefinitions' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]");
            }
            if (types.put(Requests.required("attributeName", attribute.attributeName(), true), type) != null) {
                throw DynamoErrors.validation("Cannot define duplicate attribute names: " + attribute.attributeName());
            }
        }
    }

    /** Makes known what existing indexes are keyed by. */
    Definition alsoKnowing(KeySchema schema) {
        schema.attributes().forEach(one -> types.putIfAbsent(one.name(), one.type()));
        return this;
    }

    KeySchema schema(List<KeySchemaElement> elements) {
        if (elements.isEmpty() || elements.size() > 2) {
            throw DynamoErrors.validation("1 validation error detected: Value at 'keySchema' failed to satisfy constraint: Member must have length "
                    + (elements.isEmpty() ? "greater than or equal to 1" : "less than or equal to 2"));
        }
        if (elements.getFirst().keyType() != KeyType.HASH) {
            throw DynamoErrors.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (elements.size() == 1) {
            return new KeySchema(attribute(elements, 0), Optional.empty());
        }
        if (elements.getLast().keyType() != KeyType.RANGE) {
            throw DynamoErrors.validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
        KeySchema schema = new KeySchema(attribute(elements, 0), Optional.of(attribute(elements, 1)));
        if (schema.names().getFirst().equals(schema.names().getLast())) {
            throw DynamoErrors.validation("Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        return schema;
    }

    private KeySchema.Attribute attribute(List<KeySchemaElement> elements, int at) {
        String name = elements.get(at).attributeName();
        String type = types.get(name);
        if (type == null) {
            throw DynamoErrors.invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: "
                    + elements.stream().map(KeySchemaElement::attributeName).toList() + ", AttributeDefinitions: " + new TreeSet<>(types.keySet()));
        }
        used.add(name);
        return new KeySchema.Attribute(name, type);
    }

    /** AWS: attributes are defined to be keys, and for nothing else. */
    void requireAllUsed() {
        if (!used.containsAll(types.keySet())) {
            throw DynamoErrors.invalid("Some AttributeDefinitions are not used. AttributeDefinitions: " + new TreeSet<>(types.keySet())
                    + ", keys used: " + new TreeSet<>(used));
        }
    }

    /** An index that has no incarnation yet. */
    Index index(String name, List<KeySchemaElement> keys, software.amazon.awssdk.services.dynamodb.model.Projection projection,
            Throughput throughput) {
        TableId.checkedName(Requests.required("indexName", name, true));
        if (projection == null || projection.projectionType() == null) {
            throw DynamoErrors.invalid("Unknown ProjectionType: null");
        }
        List<String> included = projection.nonKeyAttributes();
        boolean includes = projection.projectionType() == ProjectionType.INCLUDE;
        if (projection.projectionType() == ProjectionType.UNKNOWN_TO_SDK_VERSION) {
            throw DynamoErrors.invalid("Unknown ProjectionType: " + projection.projectionTypeAsString());
        }
        if (includes == included.isEmpty()) {
            throw DynamoErrors.invalid(includes ? "ProjectionType is INCLUDE, but NonKeyAttributes is not specified"
                    : "ProjectionType is " + projection.projectionTypeAsString() + ", but NonKeyAttributes is specified");
        }
        if (included.size() > MAX_INCLUDED) {
            throw DynamoErrors.invalid("NonKeyAttributes count exceeds the limit of " + MAX_INCLUDED);
        }
        return new Index(name, 0, schema(keys), projection.projectionTypeAsString(), List.copyOf(included), throughput, true);
    }

    static void checkIndexes(List<Index> indexes) {
        if (indexes.size() > MAX_INDEXES) {
            throw DynamoErrors.invalid("GlobalSecondaryIndex count exceeds the per-table limit of " + MAX_INDEXES);
        }
        Set<String> names = new HashSet<>();
        for (Index index : indexes) {
            if (!names.add(index.name())) {
                throw DynamoErrors.invalid("Duplicate index name: " + index.name());
            }
        }
    }

    /** What is provisioned; nothing when it is paid by request. {@code index} names whose it is, empty for the table. */
    static Throughput throughput(boolean onDemand, ProvisionedThroughput given, String index) {
        if (onDemand) {
            if (given != null) {
                throw DynamoErrors.invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
            }
            return Throughput.NONE;
        }
        if (given == null || given.readCapacityUnits() == null || given.writeCapacityUnits() == null) {
            throw DynamoErrors.invalid(index.isEmpty()
                    ? "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED"
                    : "ProvisionedThroughput must be specified for index: " + index);
        }
        if (given.readCapacityUnits() < 1 || given.writeCapacityUnits() < 1) {
            throw DynamoErrors.validation("1 validation error detected: Value at 'provisionedThroughput' failed to satisfy constraint:"
                    + " Member must have value greater than or equal to 1");
        }
        return new Throughput(given.readCapacityUnits(), given.writeCapacityUnits());
    }

    static boolean isOnDemand(BillingMode mode) {
        if (mode == BillingMode.UNKNOWN_TO_SDK_VERSION) {
            throw DynamoErrors.validation("1 validation error detected: Value at 'billingMode' failed to satisfy constraint:"
                    + " Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]");
        }
        return mode == BillingMode.PAY_PER_REQUEST;
    }
}
