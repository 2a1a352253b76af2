package dev.forebay.server;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.builder.Buildable;

/** Requests in which every member is said that rules may look at: texts by name, one element in each list and map. */
final class SampleRequests {
    /** Members that exclude others, or that need an answer of the server before. */
    private static final Set<String> LEFT_OUT = Set.of("NextToken", "nextToken", "IndexName", "Expected", "AttributeUpdates", "AttributesToGet",
            "QueryFilter", "ScanFilter", "KeyConditions", "ConditionalOperator", "Policy", "CustomerMasterKeySpec", "CustomKeyStoreId", "XksKeyId",
            "MultiRegion");
    private static final int DEEP = 6;

    /** The letters after the first of a word in capitals. */
    private static final Pattern CAPITALS = Pattern.compile("(?<=[A-Z])[A-Z]+(?=[A-Z][a-z]|$)");

    private final Map<String, String> strings;

    SampleRequests(Map<String, String> strings) {
        this.strings = strings;
    }

    /** The SDK spells some names in its own way: GetSMSAttributes is a GetSmsAttributesRequest. */
    SdkRequest of(String models, String operation) {
        try {
            Class<?> type = Class.forName(models + CAPITALS.matcher(operation).replaceAll(SampleRequests::small) + "Request");
            return (SdkRequest) ((Buildable) filled((SdkPojo) type.getMethod("builder").invoke(null), models, 0)).build();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(operation, e);
        }
    }

    private static String small(MatchResult letters) {
        return letters.group().toLowerCase(Locale.ROOT);
    }

    private SdkPojo filled(SdkPojo builder, String models, int depth) {
        Set<String> filled = new HashSet<>();
        for (SdkField<?> field : builder.sdkFields()) {
            if (!LEFT_OUT.contains(field.locationName()) && filled.add(field.memberName())) {
                Object value = value(field, models, depth);
                if (value != null) {
                    field.set(builder, value);
                }
            }
        }
        return builder;
    }

    private Object value(SdkField<?> field, String models, int depth) {
        if (depth > DEEP) {
            return null;
        }
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return text(field.memberName(), models);
        }
        if (type == MarshallingType.INTEGER) {
            return 7;
        }
        if (type == MarshallingType.BOOLEAN) {
            return true;
        }
        if (type == MarshallingType.LIST) {
            Object element = value(field.getTrait(ListTrait.class).memberFieldInfo(), models, depth + 1);
            return element == null ? null : List.of(element);
        }
        if (type == MarshallingType.MAP) {
            return map(field, models, depth);
        }
        if (type == MarshallingType.SDK_POJO) {
            return pojo(field, models, depth);
        }
        return null;
    }

    private Object map(SdkField<?> field, String models, int depth) {
        return switch (String.valueOf(field.memberName())) {
            case "ExpressionAttributeNames" -> Map.of("#n", "id");
            case "ExpressionAttributeValues" -> Map.of(":v", AttributeValue.fromS("ann"));
            case "Key", "Item" -> Map.of("id", AttributeValue.fromS("ann"));
            default -> {
                Object value = value(field.getTrait(MapTrait.class).valueFieldInfo(), models, depth + 1);
                yield value == null ? null : Map.of(value instanceof AttributeValue ? "id" : "sample", value);
            }
        };
    }

    private Object pojo(SdkField<?> field, String models, int depth) {
        SdkPojo builder = field.constructor().get();
        if (builder instanceof AttributeValue.Builder) {
            return AttributeValue.fromS("ann");
        }
        return ((Buildable) filled(builder, models, depth + 1)).build();
    }

    private String text(String member, String models) {
        if (member != null && member.toLowerCase(Locale.ROOT).equals("resourcearn")) {
            return models.contains(".sns.") ? strings.get("TopicArn")
                    : models.contains(".dynamodb.") ? "arn:aws:dynamodb:us-east-1:000000000000:table/sample" : strings.get("ResourceARN");
        }
        return strings.getOrDefault(String.valueOf(member), "sample");
    }
}
