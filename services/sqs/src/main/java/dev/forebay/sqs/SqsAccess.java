package dev.forebay.sqs;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.access.ResourceSide;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.model.*;

/**
 * What each operation of SQS needs: an action on the queue that a URL names, of the account that the URL names, whether the queue
 * exists or not. Reads memory only.
 */
final class SqsAccess implements RuleTable {
    private static final String PREFIX = "sqs:";
    private static final String QUEUE = "queue";
    private static final List<String> QUEUE_KEYS = List.of(ConditionKeys.RESOURCE_TAG);
    private static final List<String> TAGGING_KEYS =
            List.of(ConditionKeys.RESOURCE_TAG, ConditionKeys.REQUEST_TAG, ConditionKeys.TAG_KEYS);

    private final QueueCatalog catalog;
    private final QueueUrls urls;
    private final Map<String, AccessRule> rules;

    SqsAccess(QueueCatalog catalog, QueueUrls urls) {
        this.catalog = catalog;
        this.urls = urls;
        rules = RuleTable.of(Stream.of(sharedRules(), ownersRules(), new SqsMoveAccess(this).rules()).flatMap(Function.identity()));
    }

    @Override
    public String service() {
        return "sqs";
    }

    @Override
    public Map<String, AccessRule> rules() {
        return rules;
    }

    /** What a queue's policy can open to other accounts. AWS: an operation on several messages needs what one message needs. */
    private Stream<AccessRule> sharedRules() {
        return Stream.of(
                shared("SendMessage", "SendMessage", SendMessageRequest.class, SendMessageRequest::queueUrl),
                shared("SendMessage", "SendMessageBatch", SendMessageBatchRequest.class, SendMessageBatchRequest::queueUrl),
                shared("ReceiveMessage", "ReceiveMessage", ReceiveMessageRequest.class, ReceiveMessageRequest::queueUrl),
                shared("DeleteMessage", "DeleteMessage", DeleteMessageRequest.class, DeleteMessageRequest::queueUrl),
                shared("DeleteMessage", "DeleteMessageBatch", DeleteMessageBatchRequest.class, DeleteMessageBatchRequest::queueUrl),
                shared("ChangeMessageVisibility", "ChangeMessageVisibility",
                        ChangeMessageVisibilityRequest.class, ChangeMessageVisibilityRequest::queueUrl),
                shared("ChangeMessageVisibility", "ChangeMessageVisibilityBatch",
                        ChangeMessageVisibilityBatchRequest.class, ChangeMessageVisibilityBatchRequest::queueUrl),
                shared("GetQueueAttributes", "GetQueueAttributes", GetQueueAttributesRequest.class, GetQueueAttributesRequest::queueUrl),
                shared("ListDeadLetterSourceQueues", "ListDeadLetterSourceQueues",
                        ListDeadLetterSourceQueuesRequest.class, ListDeadLetterSourceQueuesRequest::queueUrl),
                shared("PurgeQueue", "PurgeQueue", PurgeQueueRequest.class, PurgeQueueRequest::queueUrl),
                new AccessRule("GetQueueUrl", List.of(PREFIX + "GetQueueUrl"), QUEUE, QUEUE_KEYS, this::getQueueUrl));
    }

    private <R> AccessRule shared(String action, String operation, Class<R> type, Function<R, String> url) {
        String named = PREFIX + action;
        return new AccessRule(operation, List.of(named), QUEUE, QUEUE_KEYS,
                (caller, request) -> List.of(on(urls.parse(url.apply(type.cast(request)), caller), named)));
    }

    private List<Access> getQueueUrl(Caller caller, SdkRequest request) {
        GetQueueUrlRequest asked = (GetQueueUrlRequest) request;
        String owner = asked.queueOwnerAWSAccountId();
        if (owner != null && !AccountId.isValid(owner)) {
            throw SqsErrors.queueDoesNotExist();
        }
        AccountId account = owner == null ? caller.account() : new AccountId(owner);
        return List.of(on(new QueueId(account, caller.region(), new QueueName(asked.queueName())), PREFIX + "GetQueueUrl"));
    }

    /** AWS: what is for the owner's account only, whatever a queue's policy says. */
    private Stream<AccessRule> ownersRules() {
        return Stream.of(
                owners("AddPermission", AddPermissionRequest.class, AddPermissionRequest::queueUrl),
                owners("RemovePermission", RemovePermissionRequest.class, RemovePermissionRequest::queueUrl),
                owners("SetQueueAttributes", SetQueueAttributesRequest.class, SetQueueAttributesRequest::queueUrl),
                owners("DeleteQueue", DeleteQueueRequest.class, DeleteQueueRequest::queueUrl),
                owners("ListQueueTags", ListQueueTagsRequest.class, ListQueueTagsRequest::queueUrl),
                new AccessRule("TagQueue", List.of(PREFIX + "TagQueue"), QUEUE, TAGGING_KEYS, this::tagQueue),
                new AccessRule("UntagQueue", List.of(PREFIX + "UntagQueue"), QUEUE,
                        List.of(ConditionKeys.RESOURCE_TAG, ConditionKeys.TAG_KEYS), this::untagQueue),
                new AccessRule("CreateQueue", List.of(PREFIX + "CreateQueue", PREFIX + "TagQueue"), QUEUE + "; `sqs:TagQueue` with tags",
                        TAGGING_KEYS, this::createQueue),
                new AccessRule("ListQueues", List.of(PREFIX + "ListQueues"), "`arn:aws:sqs:region:account:`", List.of(), SqsAccess::listQueues));
    }

    private <R> AccessRule owners(String operation, Class<R> type, Function<R, String> url) {
        String named = PREFIX + operation;
        return new AccessRule(operation, List.of(named), QUEUE, QUEUE_KEYS,
                (caller, request) -> List.of(owned(caller, urls.parse(url.apply(type.cast(request)), caller), named)));
    }

    private List<Access> tagQueue(Caller caller, SdkRequest request) {
        TagQueueRequest asked = (TagQueueRequest) request;
        return List.of(tagging(owned(caller, urls.parse(asked.queueUrl(), caller), PREFIX + "TagQueue"), asked.tags()));
    }

    private static Access tagging(Access access, Map<String, String> tags) {
        return access.with(ConditionKeys.of(access.keys()).withTags(tags).map());
    }

    private List<Access> untagQueue(Caller caller, SdkRequest request) {
        UntagQueueRequest asked = (UntagQueueRequest) request;
        Access access = owned(caller, urls.parse(asked.queueUrl(), caller), PREFIX + "UntagQueue");
        return List.of(access.with(ConditionKeys.of(access.keys()).with(ConditionKeys.TAG_KEYS, asked.tagKeys()).map()));
    }

    /** AWS: tags on the way need the right to tag. */
    private List<Access> createQueue(Caller caller, SdkRequest request) {
        CreateQueueRequest asked = (CreateQueueRequest) request;
        QueueId id = new QueueId(caller.account(), caller.region(), new QueueName(asked.queueName()));
        Access create = owned(caller, id, PREFIX + "CreateQueue");
        return asked.tags().isEmpty()
                ? List.of(create)
                : List.of(tagging(create, asked.tags()), tagging(owned(caller, id, PREFIX + "TagQueue"), asked.tags()));
    }

    /** AWS: on a queue of no name. */
    private static List<Access> listQueues(Caller caller, SdkRequest request) {
        String none = Arn.of("sqs", caller.region(), caller.account(), "").toString();
        return List.of(Access.of(PREFIX + "ListQueues", none, caller.account()));
    }

    /** An action on a queue that its policy can open to anybody. */
    private Access on(QueueId id, String action) {
        Optional<Queue> queue = catalog.get(id);
        return queue.isEmpty()
                ? Access.of(action, id.arn(), id.account())
                : new Access(action, queue.get().arn(), id.account(), queue.get().tagKeys(), ResourceSide.policy(queue.get().attributes().policy()));
    }

    /** An action on a queue that is for its owner's account only. */
    Access owned(Caller caller, QueueId id, String action) {
        Access access = on(id, action);
        return access.with(access.side().within(id.account(), caller));
    }

    QueueCatalog catalog() {
        return catalog;
    }

    /** AWS: SQS writes actions small in its refusals. */
    @Override
    public RuntimeException refusal(Access access, String message) {
        return SqsErrors.accessDenied(message.replace(access.action(), access.action().toLowerCase(Locale.ROOT)));
    }
}
