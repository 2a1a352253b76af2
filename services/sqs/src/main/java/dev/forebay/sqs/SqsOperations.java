package dev.forebay.sqs;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.*;

/** AWS's interface: which class answers which operation. */
final class SqsOperations implements SqsClient {
    private final QueueOperations queues;
    private final MessageOperations messages;
    private final MoveTaskOperations moveTasks;

    SqsOperations(SqsService service, Caller caller) {
        queues = new QueueOperations(service, caller);
        messages = new MessageOperations(service, caller);
        moveTasks = new MoveTaskOperations(service, caller);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        return queues.create(request);
    }

    @Override
    public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
        return queues.delete(request);
    }

    @Override
    public ListQueuesResponse listQueues(ListQueuesRequest request) {
        return queues.list(request);
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        return queues.url(request);
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        return queues.attributes(request);
    }

    @Override
    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
        return queues.setAttributes(request);
    }

    @Override
    public TagQueueResponse tagQueue(TagQueueRequest request) {
        return queues.tag(request);
    }

    @Override
    public UntagQueueResponse untagQueue(UntagQueueRequest request) {
        return queues.untag(request);
    }

    @Override
    public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest request) {
        return queues.tags(request);
    }

    @Override
    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        return queues.addPermission(request);
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        return queues.removePermission(request);
    }

    @Override
    public PurgeQueueResponse purgeQueue(PurgeQueueRequest request) {
        return queues.purge(request);
    }

    @Override
    public ListDeadLetterSourceQueuesResponse listDeadLetterSourceQueues(ListDeadLetterSourceQueuesRequest request) {
        return queues.deadLetterSources(request);
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        return messages.send(request);
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        return messages.sendBatch(request);
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        return messages.receive(request);
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        return messages.delete(request);
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        return messages.deleteBatch(request);
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        return messages.changeVisibility(request);
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(ChangeMessageVisibilityBatchRequest request) {
        return messages.changeVisibilityBatch(request);
    }

    @Override
    public StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest request) {
        return moveTasks.start(request);
    }

    @Override
    public CancelMessageMoveTaskResponse cancelMessageMoveTask(CancelMessageMoveTaskRequest request) {
        return moveTasks.cancel(request);
    }

    @Override
    public ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest request) {
        return moveTasks.list(request);
    }

    /** Nothing is held: the service is for its owner to close. */
    @Override
    public void close() {}
}
