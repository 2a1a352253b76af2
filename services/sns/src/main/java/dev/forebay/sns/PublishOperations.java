package dev.forebay.sns;

import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.KeyRefused;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Ids;
import dev.forebay.sns.FifoLog.Published;
import dev.forebay.store.StoreFull;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.model.*;

/** The operations that publish. */
final class PublishOperations {
    private static final int MAX_ENTRIES = 10;

    private final SnsService service;
    private final Caller caller;

    PublishOperations(SnsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    PublishResponse publish(PublishRequest request) {
        String arn = request.topicArn() != null ? request.topicArn() : request.targetArn();
        if (request.phoneNumber() != null && arn == null) {
            return PublishResponse.builder().messageId(service.direct().text(caller, request.phoneNumber(), Draft.of(request, caller.origin().trace())).toString()).build();
        }
        if (arn == null) {
            throw SnsErrors.invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
        }
        if (request.topicArn() == null && arn.contains(":endpoint/")) {
            return PublishResponse.builder().messageId(service.direct().push(caller, arn, Draft.of(request, caller.origin().trace())).toString()).build();
        }
        Topic topic = topic(arn, request.topicArn() != null ? "TopicArn" : "TargetArn");
        Notification notification = Draft.of(request, caller.origin().trace()).forTopic(topic, newId(), now()).notification();
        Published published = publish(topic, List.of(notification)).getFirst();
        return PublishResponse.builder()
                .messageId(published.messageId().toString())
                .sequenceNumber(topic.isFifo() ? Envelope.sequenceNumber(published.sequence()) : null)
                .build();
    }

    PublishBatchResponse publishBatch(PublishBatchRequest request) {
        Topic topic = topic(request.topicArn(), "TopicArn");
        List<PublishBatchRequestEntry> entries = request.publishBatchRequestEntries();
        checkEntries(entries);
        List<Notification> notifications = new ArrayList<>(entries.size());
        long size = 0;
        for (PublishBatchRequestEntry entry : entries) {
            Draft.Made made = Draft.of(entry, caller.origin().trace()).forTopic(topic, newId(), now());
            size += made.size();
            notifications.add(made.notification());
        }
        if (size > topic.attributes().maximumMessageSize()) {
            throw SnsErrors.error(BatchRequestTooLongException.builder(), "BatchRequestTooLong",
                    "The length of all the messages put together is more than the limit.", 400);
        }
        List<Published> published = publish(topic, notifications);
        List<PublishBatchResultEntry> successful = new ArrayList<>(published.size());
        for (int i = 0; i < published.size(); i++) {
            successful.add(PublishBatchResultEntry.builder()
                    .id(entries.get(i).id())
                    .messageId(published.get(i).messageId().toString())
                    .sequenceNumber(topic.isFifo() ? Envelope.sequenceNumber(published.get(i).sequence()) : null)
                    .build());
        }
        return PublishBatchResponse.builder().successful(successful).failed(List.of()).build();
    }

    private Topic topic(String arn, String parameter) {
        return service.catalog().find(TopicId.checked(arn, parameter, caller.region()));
    }

    private static void checkEntries(List<PublishBatchRequestEntry> entries) {
        if (entries.isEmpty()) {
            throw SnsErrors.error(EmptyBatchRequestException.builder(), "EmptyBatchRequest", "The batch request doesn't contain any entries.", 400);
        }
        if (entries.size() > MAX_ENTRIES) {
            throw SnsErrors.error(TooManyEntriesInBatchRequestException.builder(), "TooManyEntriesInBatchRequest",
                    "The batch request contains more entries than permissible.", 400);
        }
        Set<String> ids = new HashSet<>();
        for (PublishBatchRequestEntry entry : entries) {
            if (!entry.id().matches("[A-Za-z0-9_-]{1,80}")) {
                throw SnsErrors.error(InvalidBatchEntryIdException.builder(), "InvalidBatchEntryId",
                        "The Id of a batch entry in a batch request doesn't abide by the specification.", 400);
            }
            if (!ids.add(entry.id())) {
                throw SnsErrors.error(BatchEntryIdsNotDistinctException.builder(), "BatchEntryIdsNotDistinct",
                        "Two or more batch entries in the request have the same Id.", 400);
            }
        }
    }

    private List<Published> publish(Topic topic, List<Notification> notifications) {
        Optional<DataKey> key = dataKey(topic);
        return unlessFull(() -> {
            if (topic.isFifo()) {
                List<Published> published = topic.log().append(notifications, key);
                service.feeds().wake(topic);
                return published;
            }
            topic.publish(notifications, key, service.fanOut());
            return notifications.stream().map(one -> new Published(one.messageId(), 0)).toList();
        });
    }

    private Optional<DataKey> dataKey(Topic topic) {
        try {
            return service.environment().seals().toSeal(topic, caller);
        } catch (KeyRefused refused) {
            throw SnsErrors.kms(refused);
        }
    }

    /** A disk that is full refuses what would fill it further; the rest goes on. */
    static <T> T unlessFull(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (StoreFull full) {
            throw SnsErrors.serviceUnavailable(full.getMessage());
        }
    }

    private UUID newId() {
        return Ids.uuid(service.environment().random());
    }

    private long now() {
        return service.environment().clock().millis();
    }
}
