package dev.forebay.dynamodb;

import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** What is set of a table beside its definition: tags, time to live, and backups, of which there are none. */
final class SettingOperations {
    private final DynamoDbService service;
    private final Caller caller;

    SettingOperations(DynamoDbService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    TagResourceResponse tag(TagResourceRequest request) {
        service.catalog().update(tagged(request.resourceArn()), (record, _) -> record.with(Tags.checked(record.tags(), request.tags())));
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request) {
        service.catalog().update(tagged(request.resourceArn()), (record, _) -> record.with(Tags.without(record.tags(), request.tagKeys())));
        return UntagResourceResponse.builder().build();
    }

    ListTagsOfResourceResponse tags(ListTagsOfResourceRequest request) {
        List<Tag> tags = new TreeMap<>(tagged(request.resourceArn()).record().tags()).entrySet().stream()
                .map(one -> Tag.builder().key(one.getKey()).value(one.getValue()).build()).toList();
        return ListTagsOfResourceResponse.builder().tags(tags).build();
    }

    private Table tagged(String arn) {
        TableId id = TableId.ofArn(caller, Requests.required("resourceArn", arn, true));
        return service.table(caller, id.name());
    }

    UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        TimeToLiveSpecification wanted = Requests.required("timeToLiveSpecification", request.timeToLiveSpecification(), true);
        String attribute = Requests.required("attributeName", wanted.attributeName(), true);
        boolean enable = Requests.required("enabled", wanted.enabled(), true);
        if (attribute.isEmpty() || attribute.length() > 255) {
            throw DynamoErrors.validation("TimeToLiveSpecification.AttributeName must be between 1 and 255 characters in length");
        }
        service.catalog().update(service.namedTable(caller, request.tableName()), (record, _) -> record.with(expiry(record, attribute, enable)));
        return UpdateTimeToLiveResponse.builder().timeToLiveSpecification(wanted).build();
    }

    private static Optional<String> expiry(TableRecord record, String attribute, boolean enable) {
        if (enable == record.expiry().isPresent()) {
            throw DynamoErrors.validation("TimeToLive is already " + (enable ? "enabled" : "disabled"));
        }
        if (!enable && !record.expiry().get().equals(attribute)) {
            throw DynamoErrors.validation("TimeToLive is active on a different AttributeName: current AttributeName is " + record.expiry().get());
        }
        return enable ? Optional.of(attribute) : Optional.empty();
    }

    DescribeTimeToLiveResponse timeToLive(DescribeTimeToLiveRequest request) {
        Optional<String> expiry = service.namedTable(caller, request.tableName()).record().expiry();
        return DescribeTimeToLiveResponse.builder().timeToLiveDescription(one -> one
                .timeToLiveStatus(expiry.isPresent() ? TimeToLiveStatus.ENABLED : TimeToLiveStatus.DISABLED)
                .attributeName(expiry.orElse(null))).build();
    }

    DescribeContinuousBackupsResponse continuousBackups(DescribeContinuousBackupsRequest request) {
        service.namedTable(caller, request.tableName());
        return DescribeContinuousBackupsResponse.builder().continuousBackupsDescription(none()).build();
    }

    /** To have none is granted; to have some is refused, since nobody could restore a table from them. */
    UpdateContinuousBackupsResponse updateContinuousBackups(UpdateContinuousBackupsRequest request) {
        service.namedTable(caller, request.tableName());
        TableOperations.refuse(request.pointInTimeRecoverySpecification() != null
                && Boolean.TRUE.equals(request.pointInTimeRecoverySpecification().pointInTimeRecoveryEnabled()), "Point-in-time recovery");
        return UpdateContinuousBackupsResponse.builder().continuousBackupsDescription(none()).build();
    }

    private static ContinuousBackupsDescription none() {
        return ContinuousBackupsDescription.builder().continuousBackupsStatus("DISABLED")
                .pointInTimeRecoveryDescription(one -> one.pointInTimeRecoveryStatus("DISABLED")).build();
    }
}
