package dev.forebay.sqs;

import dev.forebay.envelope.KeyRefused;
import dev.forebay.identity.Caller;
import dev.forebay.sqs.FifoThrottle.Kind;
import dev.forebay.sqs.OutgoingFactory.Draft;
import dev.forebay.sqs.OutgoingFactory.Made;
import dev.forebay.store.StoreFull;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The operations on messages. */
final class MessageOperations {
    /** AWS: bodies and attributes of one batch. */
    private static final int MAX_BATCH_BYTES = 1_048_576;

    private static final int MAX_MESSAGES = 10;
    private static final int MAX_WAIT_SECONDS = 20;
    private static final int MAX_VISIBILITY_SECONDS = 43_200;
    private static final ReceiveMessageResponse NOTHING = ReceiveMessageResponse.builder().build();

    private final SqsService service;
    private final Caller caller;

    MessageOperations(SqsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    SendMessageResponse send(SendMessageRequest request) {
        Queue queue = queue(request.queueUrl(), Kind.SEND);
        Made made = factory(queue).make(Draft.of(request));
        Sent sent = send(queue, List.of(made.outgoing())).getFirst();
        return SendMessageResponse.builder()
                .messageId(sent.messageId().toString())
                .md5OfMessageBody(made.outgoing().message().bodyMd5Hex())
                .md5OfMessageAttributes(md5(request.messageAttributes()))
                .md5OfMessageSystemAttributes(systemMd5(request.messageSystemAttributesAsStrings()))
                .sequenceNumber(queue.isFifo() ? SequenceNumbers.format(sent.sequence()) : null)
                .build();
    }

    private OutgoingFactory factory(Queue queue) {
        try {
            return new OutgoingFactory(queue, caller.principal().id(), seals().toSeal(queue, caller));
        } catch (KeyRefused e) {
            throw SqsErrors.kms(e);
        }
    }

    private MessageSeals seals() {
        return service.environment().seals();
    }

    SendMessageBatchResponse sendBatch(SendMessageBatchRequest request) {
        Queue queue = queue(request.queueUrl(), Kind.SEND);
        BatchEntries.check(request.entries(), SendMessageBatchRequestEntry::id);
        requireGroups(queue, request.entries());
        OutgoingFactory factory = factory(queue);
        List<SendMessageBatchRequestEntry> good = new ArrayList<>();
        List<Outgoing> outgoing = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        long size = 0;
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            try {
                Made made = factory.make(Draft.of(entry));
                size += made.size();
                good.add(entry);
                outgoing.add(made.outgoing());
            } catch (AwsServiceException e) {
                size += entry.messageBody() == null ? 0 : entry.messageBody().getBytes(StandardCharsets.UTF_8).length;
                failed.add(failure(entry.id(), e));
            }
        }
        if (size > MAX_BATCH_BYTES) {
            throw SqsErrors.batchRequestTooLong(size);
        }
        List<Sent> sent = outgoing.isEmpty() ? List.of() : send(queue, outgoing);
        List<SendMessageBatchResultEntry> successful = new ArrayList<>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            successful.add(success(queue, good.get(i), outgoing.get(i), sent.get(i)));
        }
        return SendMessageBatchResponse.builder().successful(successful).failed(failed).build();
    }

    /** AWS: an entry without a group fails a FIFO queue's whole batch. */
    private static void requireGroups(Queue queue, List<SendMessageBatchRequestEntry> entries) {
        if (queue.isFifo() && entries.stream().anyMatch(entry -> entry.messageGroupId() == null)) {
            throw SqsErrors.invalidParameterValue("The request must contain the parameter MessageGroupId.");
        }
    }

    private SendMessageBatchResultEntry success(Queue queue, SendMessageBatchRequestEntry entry, Outgoing outgoing, Sent sent) {
        return SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId(sent.messageId().toString())
                .md5OfMessageBody(outgoing.message().bodyMd5Hex())
                .md5OfMessageAttributes(md5(entry.messageAttributes()))
                .md5OfMessageSystemAttributes(systemMd5(entry.messageSystemAttributesAsStrings()))
                .sequenceNumber(queue.isFifo() ? SequenceNumbers.format(sent.sequence()) : null)
                .build();
    }

    private static List<Sent> send(Queue queue, List<Outgoing> outgoing) {
        try {
            return queue.send(outgoing);
        } catch (StoreFull e) {
            throw SqsErrors.serviceUnavailable(e.getMessage());
        }
    }

    ReceiveMessageResponse receive(ReceiveMessageRequest request) {
        Queue queue = queue(request.queueUrl(), Kind.RECEIVE);
        int max = within(request.maxNumberOfMessages(), 1, 1, MAX_MESSAGES, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
        int wait = within(request.waitTimeSeconds(), queue.attributes().receiveMessageWaitTimeSeconds(), 0, MAX_WAIT_SECONDS,
                "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
        within(request.visibilityTimeout(), 0, 0, MAX_VISIBILITY_SECONDS, "VisibilityTimeout", "Must be between 0 and 43200, if provided.");
        String attemptId = request.receiveRequestAttemptId() == null ? "" : attemptId(queue, request.receiveRequestAttemptId());
        MessageRendering rendering = MessageRendering.of(queue, caller, request);
        requireReadable(queue);
        long deadline = service.environment().clock().millis() + wait * 1000L;
        List<Delivery> deliveries = queue.receive(
                () -> demand(queue, max, request.visibilityTimeout(), attemptId),
                deadline,
                moved -> service.transfers().carry(queue, moved));
        List<software.amazon.awssdk.services.sqs.model.Message> messages = rendering.render(deliveries);
        // AWS: no list where there are no messages.
        return messages.isEmpty() ? NOTHING : ReceiveMessageResponse.builder().messages(messages).build();
    }

    private void requireReadable(Queue queue) {
        try {
            seals().requireReadable(queue, caller);
        } catch (KeyRefused e) {
            throw SqsErrors.kms(e);
        }
    }

    private static String attemptId(Queue queue, String id) {
        if (!queue.isFifo()) {
            throw SqsErrors.notForThisQueueType(id, "ReceiveRequestAttemptId");
        }
        return MessageIds.checked(id, "ReceiveRequestAttemptId");
    }

    private Demand demand(Queue queue, int max, Integer visibilitySeconds, String attemptId) {
        QueueAttributes attributes = queue.attributes();
        Optional<RedrivePolicy> redrive =
                attributes.redrivePolicy().filter(policy -> service.catalog().findArn(policy.deadLetterTargetArn()).isPresent());
        return new Demand(
                max,
                (visibilitySeconds == null ? attributes.visibilityTimeout() : visibilitySeconds) * 1000L,
                redrive.map(RedrivePolicy::maxReceiveCount).orElse(Integer.MAX_VALUE),
                redrive.map(RedrivePolicy::deadLetterTargetArn).orElse(""),
                attemptId);
    }

    private static int within(Integer value, int otherwise, int low, int high, String parameter, String reason) {
        if (value == null) {
            return otherwise;
        }
        if (value < low || value > high) {
            throw SqsErrors.invalidParameter(value, parameter, reason);
        }
        return value;
    }

    DeleteMessageResponse delete(DeleteMessageRequest request) {
        Queue queue = queue(request.queueUrl(), Kind.DELETE);
        queue.delete(List.of(handle(request.receiptHandle()))).getFirst().ifPresent(MessageOperations::raise);
        return DeleteMessageResponse.builder().build();
    }

    DeleteMessageBatchResponse deleteBatch(DeleteMessageBatchRequest request) {
        Queue queue = queue(request.queueUrl(), Kind.DELETE);
        List<DeleteMessageBatchRequestEntry> entries = request.entries();
        BatchEntries.check(entries, DeleteMessageBatchRequestEntry::id);
        List<Optional<AwsServiceException>> errors =
                queue.delete(entries.stream().map(entry -> handle(entry.receiptHandle())).toList());
        List<DeleteMessageBatchResultEntry> successful = new ArrayList<>(entries.size());
        List<BatchResultErrorEntry> failed = new ArrayList<>(0);
        for (int i = 0; i < errors.size(); i++) {
            String id = entries.get(i).id();
            errors.get(i).ifPresentOrElse(
                    error -> failed.add(failure(id, error)),
                    () -> successful.add(DeleteMessageBatchResultEntry.builder().id(id).build()));
        }
        return DeleteMessageBatchResponse.builder().successful(successful).failed(failed).build();
    }

    ChangeMessageVisibilityResponse changeVisibility(ChangeMessageVisibilityRequest request) {
        Queue queue = queue(request.queueUrl(), Kind.RECEIVE);
        int seconds = visibility(request.visibilityTimeout());
        queue.changeVisibility(List.of(handle(request.receiptHandle())), List.of(seconds)).getFirst().ifPresent(MessageOperations::raise);
        return ChangeMessageVisibilityResponse.builder().build();
    }

    ChangeMessageVisibilityBatchResponse changeVisibilityBatch(ChangeMessageVisibilityBatchRequest request) {
        Queue queue = queue(request.queueUrl(), Kind.RECEIVE);
        BatchEntries.check(request.entries(), ChangeMessageVisibilityBatchRequestEntry::id);
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>(0);
        for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
            try {
                visibility(entry.visibilityTimeout());
                entries.add(entry);
            } catch (AwsServiceException e) {
                failed.add(failure(entry.id(), e));
            }
        }
        List<Optional<AwsServiceException>> errors = queue.changeVisibility(
                entries.stream().map(entry -> handle(entry.receiptHandle())).toList(),
                entries.stream().map(entry -> visibility(entry.visibilityTimeout())).toList());
        List<ChangeMessageVisibilityBatchResultEntry> successful = new ArrayList<>(entries.size());
        for (int i = 0; i < errors.size(); i++) {
            String id = entries.get(i).id();
            errors.get(i).ifPresentOrElse(
                    error -> failed.add(failure(id, error)),
                    () -> successful.add(ChangeMessageVisibilityBatchResultEntry.builder().id(id).build()));
        }
        return ChangeMessageVisibilityBatchResponse.builder().successful(successful).failed(failed).build();
    }

    private static String handle(String handle) {
        if (handle == null) {
            throw SqsErrors.missingParameter("ReceiptHandle");
        }
        return handle;
    }

    private static int visibility(Integer seconds) {
        if (seconds == null) {
            throw SqsErrors.missingParameter("VisibilityTimeout");
        }
        return within(seconds, 0, 0, MAX_VISIBILITY_SECONDS, "VisibilityTimeout", "Must be between 0 and 43200");
    }

    private static void raise(AwsServiceException error) {
        throw error;
    }

    private static BatchResultErrorEntry failure(String id, AwsServiceException error) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(error.awsErrorDetails().errorCode())
                .message(error.awsErrorDetails().errorMessage())
                .senderFault(error.statusCode() < 500)
                .build();
    }

    private Queue queue(String url, Kind kind) {
        Queue queue = service.queue(url, caller);
        service.throttle().count(queue, kind);
        return queue;
    }

    /** AWS: no sum where there are no attributes. */
    private static String md5(Map<String, MessageAttributeValue> attributes) {
        return attributes.isEmpty() ? null : MessageAttributes.md5Hex(attributes);
    }

    private static String systemMd5(Map<String, MessageSystemAttributeValue> attributes) {
        return attributes.isEmpty() ? null : MessageSystemAttributes.md5Hex(attributes);
    }
}
