package dev.forebay.dynamodb;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.*;

/** What the operations on tables as wholes need; and those that are refused by name, the action of their name on everything. */
final class DynamoTableAccess {
    private static final String TABLE = "table";
    private static final List<String> KEYS = List.of(ConditionKeys.RESOURCE_TAG);
    private static final List<String> TAGGING_KEYS =
            List.of(ConditionKeys.RESOURCE_TAG, ConditionKeys.REQUEST_TAG, ConditionKeys.TAG_KEYS);
    private static final String TAG = "dynamodb:TagResource";
    private static final String CREATE = "dynamodb:CreateTable";
    private static final String LIST = "dynamodb:ListTables";

    private static final List<String> NOT_SERVED = List.of(
            "BatchExecuteStatement", "CreateBackup", "CreateGlobalTable", "DeleteBackup", "DeleteResourcePolicy", "DescribeBackup",
            "DescribeContributorInsights", "DescribeEndpoints", "DescribeExport", "DescribeGlobalTable", "DescribeGlobalTableSettings",
            "DescribeImport", "DescribeKinesisStreamingDestination", "DescribeLimits", "DescribeTableReplicaAutoScaling",
            "DisableKinesisStreamingDestination", "EnableKinesisStreamingDestination", "ExecuteStatement", "ExecuteTransaction",
            "ExportTableToPointInTime", "GetResourcePolicy", "ImportTable", "ListBackups", "ListContributorInsights", "ListExports",
            "ListGlobalTables", "ListImports", "PutResourcePolicy", "RestoreTableFromBackup", "RestoreTableToPointInTime",
            "UpdateContributorInsights", "UpdateGlobalTable", "UpdateGlobalTableSettings", "UpdateKinesisStreamingDestination",
            "UpdateTableReplicaAutoScaling");

    private final DynamoDbAccess tables;

    DynamoTableAccess(DynamoDbAccess tables) {
        this.tables = tables;
    }

    Stream<AccessRule> rules() {
        return Stream.of(served(), NOT_SERVED.stream().map(operation -> AccessRule.onEverything("dynamodb", operation))).flatMap(Function.identity());
    }

    private Stream<AccessRule> served() {
        return Stream.of(
                new AccessRule("CreateTable", List.of(CREATE, TAG), "table; `dynamodb:TagResource` with tags", TAGGING_KEYS, this::create),
                new AccessRule("ListTables", List.of(LIST), "`arn:aws:dynamodb:region:account:table/*`", List.of(), DynamoTableAccess::list),
                new AccessRule("TagResource", List.of(TAG), TABLE, TAGGING_KEYS, this::tag),
                new AccessRule("UntagResource", List.of("dynamodb:UntagResource"), TABLE,
                        List.of(ConditionKeys.RESOURCE_TAG, ConditionKeys.TAG_KEYS), this::untag),
                table("ListTagsOfResource", ListTagsOfResourceRequest.class, ListTagsOfResourceRequest::resourceArn),
                table("DescribeTable", DescribeTableRequest.class, DescribeTableRequest::tableName),
                table("UpdateTable", UpdateTableRequest.class, UpdateTableRequest::tableName),
                table("DeleteTable", DeleteTableRequest.class, DeleteTableRequest::tableName),
                table("DescribeTimeToLive", DescribeTimeToLiveRequest.class, DescribeTimeToLiveRequest::tableName),
                table("UpdateTimeToLive", UpdateTimeToLiveRequest.class, UpdateTimeToLiveRequest::tableName),
                table("DescribeContinuousBackups", DescribeContinuousBackupsRequest.class, DescribeContinuousBackupsRequest::tableName),
                table("UpdateContinuousBackups", UpdateContinuousBackupsRequest.class, UpdateContinuousBackupsRequest::tableName));
    }

    private <R> AccessRule table(String operation, Class<R> type, Function<R, String> name) {
        String action = DynamoDbAccess.PREFIX + operation;
        return new AccessRule(operation, List.of(action), TABLE, KEYS,
                (caller, request) -> List.of(tables.on(caller, name.apply(type.cast(request)), action)));
    }

    /** AWS: tags on the way need the right to tag. */
    private List<Access> create(Caller caller, SdkRequest request) {
        CreateTableRequest asked = (CreateTableRequest) request;
        Access create = tables.on(caller, asked.tableName(), CREATE);
        Map<String, String> tags = map(asked.tags());
        return tags.isEmpty()
                ? List.of(create)
                : List.of(DynamoDbAccess.tagging(create, tags), DynamoDbAccess.tagging(tables.on(caller, asked.tableName(), TAG), tags));
    }

    private static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new HashMap<>();
        tags.forEach(tag -> map.put(String.valueOf(tag.key()), tag.value()));
        return map;
    }

    private static List<Access> list(Caller caller, SdkRequest request) {
        return List.of(Access.of(LIST, Arn.of("dynamodb", caller.region(), caller.account(), "table/*").toString(), caller.account()));
    }

    private List<Access> tag(Caller caller, SdkRequest request) {
        TagResourceRequest asked = (TagResourceRequest) request;
        return List.of(DynamoDbAccess.tagging(tables.on(caller, asked.resourceArn(), TAG), map(asked.tags())));
    }

    private List<Access> untag(Caller caller, SdkRequest request) {
        UntagResourceRequest asked = (UntagResourceRequest) request;
        Access access = tables.on(caller, asked.resourceArn(), "dynamodb:UntagResource");
        return List.of(access.with(ConditionKeys.of(access.keys()).with(ConditionKeys.TAG_KEYS, asked.tagKeys()).map()));
    }
}
