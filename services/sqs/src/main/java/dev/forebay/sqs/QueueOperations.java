package dev.forebay.sqs;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.sqs.Queue.Counts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/** The operations on queues as wholes: their life, attributes, tags and permissions. */
final class QueueOperations {
    private static final int MAX_PAGE = 1_000;

    private final SqsService service;
    private final Caller caller;

    QueueOperations(SqsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    CreateQueueResponse create(CreateQueueRequest request) {
        QueueId id = new QueueId(caller.account(), caller.region(), QueueName.checked(request.queueName()));
        Map<String, String> attributes = request.attributesAsStrings();
        Map<String, String> tags = Tags.checked(Map.of(), request.tags());
        QueueAttributes.create(id.name(), attributes).redrivePolicy().ifPresent(policy -> checkTarget(id, policy));
        Queue queue = service.catalog().create(id, attributes, tags);
        return CreateQueueResponse.builder().queueUrl(url(queue)).build();
    }

    /** AWS: the dead-letter queue has to exist, be of the same kind, and allow the source. */
    private void checkTarget(QueueId source, RedrivePolicy policy) {
        Optional<Queue> target = service.catalog().findArn(policy.deadLetterTargetArn());
        if (target.isEmpty() || !target.get().id().account().equals(source.account()) || !target.get().id().region().equals(source.region())) {
            throw SqsErrors.invalidParameter(policy.toJson(), "RedrivePolicy", "Dead letter target does not exist.");
        }
        if (target.get().isFifo() != source.name().isFifo()) {
            throw SqsErrors.invalidParameter(
                    policy.toJson(), "RedrivePolicy", "Dead-letter queue must be same type of queue as the source.");
        }
        if (!target.get().attributes().redriveAllowPolicy().map(allow -> allow.allows(source.arn())).orElse(true)) {
            throw SqsErrors.invalidParameter(
                    policy.toJson(), "RedrivePolicy", "The dead-letter queue does not allow this queue as its source.");
        }
    }

    DeleteQueueResponse delete(DeleteQueueRequest request) {
        Queue queue = queue(request.queueUrl());
        service.catalog().delete(queue);
        service.moveTasks().forget(queue);
        return DeleteQueueResponse.builder().build();
    }

    ListQueuesResponse list(ListQueuesRequest request) {
        String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        Page page = page(request.maxResults(), request.nextToken());
        Collection<Queue> queues = service.catalog().list(caller.account(), caller.region(), prefix, page.after);
        List<Queue> shown = queues.stream().limit(page.size + 1L).toList();
        return ListQueuesResponse.builder().queueUrls(urls(shown, page)).nextToken(nextToken(shown, page)).build();
    }

    ListDeadLetterSourceQueuesResponse deadLetterSources(ListDeadLetterSourceQueuesRequest request) {
        Queue target = queue(request.queueUrl());
        Page page = page(request.maxResults(), request.nextToken());
        List<Queue> shown = service.catalog().list(target.id().account(), target.id().region(), "", page.after).stream()
                .filter(queue -> queue.attributes().redrivePolicy()
                        .filter(policy -> policy.deadLetterTargetArn().equals(target.arn()))
                        .isPresent())
                .limit(page.size + 1L)
                .toList();
        return ListDeadLetterSourceQueuesResponse.builder()
                .queueUrls(urls(shown, page))
                .nextToken(nextToken(shown, page))
                .build();
    }

    private static Page page(Integer maxResults, String nextToken) {
        if (maxResults != null && (maxResults < 1 || maxResults > MAX_PAGE)) {
            throw SqsErrors.invalidParameter(maxResults, "MaxResults", "Must be between 1 and 1000, if provided.");
        }
        if (nextToken == null || nextToken.isEmpty()) {
            return new Page("", maxResults == null ? MAX_PAGE : maxResults, maxResults != null);
        }
        try {
            String after = new String(Base64.getUrlDecoder().decode(nextToken), StandardCharsets.UTF_8);
            return new Page(after, maxResults == null ? MAX_PAGE : maxResults, maxResults != null);
        } catch (IllegalArgumentException notBase64) {
            throw SqsErrors.invalidParameterValue("Invalid or expired next token.");
        }
    }

    private List<String> urls(List<Queue> found, Page page) {
        return found.stream().limit(page.size).map(this::url).toList();
    }

    /** AWS: a token is given only to those who ask for pages of a size. */
    private static String nextToken(List<Queue> found, Page page) {
        if (!page.wanted || found.size() <= page.size) {
            return null;
        }
        byte[] last = found.get(page.size - 1).id().name().value().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last);
    }

    GetQueueUrlResponse url(GetQueueUrlRequest request) {
        String owner = request.queueOwnerAWSAccountId();
        if (owner != null && !AccountId.isValid(owner)) {
            throw SqsErrors.queueDoesNotExist();
        }
        AccountId account = owner == null ? caller.account() : new AccountId(owner);
        Queue queue = service.catalog().find(new QueueId(account, caller.region(), QueueName.checked(request.queueName())));
        return GetQueueUrlResponse.builder().queueUrl(url(queue)).build();
    }

    GetQueueAttributesResponse attributes(GetQueueAttributesRequest request) {
        Queue queue = queue(request.queueUrl());
        AttributeNames names = AttributeNames.of(request.attributeNamesAsStrings());
        Map<String, String> all = new LinkedHashMap<>(queue.attributes().toMap());
        all.put("QueueArn", queue.arn());
        all.put("CreatedTimestamp", Long.toString(queue.record().createdAt() / 1000));
        all.put("LastModifiedTimestamp", Long.toString(queue.record().modifiedAt() / 1000));
        if (names.wantsCounts()) {
            Counts counts = queue.counts();
            all.put("ApproximateNumberOfMessages", Long.toString(counts.visible()));
            all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(counts.inFlight()));
            all.put("ApproximateNumberOfMessagesDelayed", Long.toString(counts.delayed()));
        }
        return GetQueueAttributesResponse.builder().attributesWithStrings(names.select(all)).build();
    }

    SetQueueAttributesResponse setAttributes(SetQueueAttributesRequest request) {
        Queue queue = queue(request.queueUrl());
        Map<String, String> changes = request.attributesAsStrings();
        queue.attributes().with(changes).redrivePolicy()
                .filter(policy -> changes.containsKey("RedrivePolicy"))
                .ifPresent(policy -> checkTarget(queue.id(), policy));
        service.catalog().update(queue, record -> record.withAttributes(record.attributes().with(changes), now()));
        return SetQueueAttributesResponse.builder().build();
    }

    TagQueueResponse tag(TagQueueRequest request) {
        service.catalog().update(
                queue(request.queueUrl()), record -> record.withTags(Tags.checked(record.tags(), request.tags())));
        return TagQueueResponse.builder().build();
    }

    UntagQueueResponse untag(UntagQueueRequest request) {
        service.catalog().update(
                queue(request.queueUrl()), record -> record.withTags(Tags.without(record.tags(), request.tagKeys())));
        return UntagQueueResponse.builder().build();
    }

    ListQueueTagsResponse tags(ListQueueTagsRequest request) {
        return ListQueueTagsResponse.builder().tags(queue(request.queueUrl()).record().tags()).build();
    }

    AddPermissionResponse addPermission(AddPermissionRequest request) {
        Queue queue = queue(request.queueUrl());
        service.catalog().update(queue, record -> record.withAttributes(
                record.attributes().withPolicy(QueuePolicy.add(
                        record.attributes().policy(), request.label(), request.awsAccountIds(), request.actions(), queue.arn())),
                now()));
        return AddPermissionResponse.builder().build();
    }

    RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        service.catalog().update(queue(request.queueUrl()), record -> record.withAttributes(
                record.attributes().withPolicy(QueuePolicy.remove(record.attributes().policy(), request.label())), now()));
        return RemovePermissionResponse.builder().build();
    }

    PurgeQueueResponse purge(PurgeQueueRequest request) {
        queue(request.queueUrl()).purge();
        return PurgeQueueResponse.builder().build();
    }

    private Queue queue(String url) {
        return service.queue(url, caller);
    }

    private String url(Queue queue) {
        return service.urls().url(caller, queue.id());
    }

    private long now() {
        return service.environment().clock().millis();
    }

    /** A page of a list: after which name, how many, and whether pages were asked for. */
    private record Page(String after, int size, boolean wanted) {}
}
