package dev.forebay.sqs;

import dev.forebay.identity.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/** The operations on redrives of dead-letter queues. */
final class MoveTaskOperations {
    private static final int MAX_RATE = 500;
    private static final int MAX_RESULTS = 10;

    private final SqsService service;
    private final Caller caller;

    MoveTaskOperations(SqsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    StartMessageMoveTaskResponse start(StartMessageMoveTaskRequest request) {
        Queue source = queue(request.sourceArn(), "SourceArn");
        String destination = request.destinationArn() == null ? "" : request.destinationArn();
        int rate = request.maxNumberOfMessagesPerSecond() == null ? 0 : request.maxNumberOfMessagesPerSecond();
        if (request.maxNumberOfMessagesPerSecond() != null && (rate < 1 || rate > MAX_RATE)) {
            throw SqsErrors.invalidParameter(rate, "MaxNumberOfMessagesPerSecond", "Must be between 1 and 500, if provided.");
        }
        if (service.catalog().sourcesOf(source.arn()).findAny().isEmpty()) {
            throw SqsErrors.invalidParameterValue("Source queue must be configured as a Dead Letter Queue.");
        }
        if (!destination.isEmpty()) {
            checkDestination(source, queue(destination, "DestinationArn"));
        }
        MoveTask task = service.moveTasks().start(source, destination, rate);
        return StartMessageMoveTaskResponse.builder().taskHandle(handle(source, task)).build();
    }

    private static void checkDestination(Queue source, Queue destination) {
        if (destination == source) {
            throw SqsErrors.invalidParameterValue("Source queue arn and destination queue arn cannot be the same.");
        }
        if (destination.isFifo() != source.isFifo()) {
            throw SqsErrors.invalidParameterValue("Source queue and destination queue must be of the same type.");
        }
    }

    CancelMessageMoveTaskResponse cancel(CancelMessageMoveTaskRequest request) {
        String[] parts = parse(request.taskHandle());
        Queue source = queue(parts[1], "SourceArn");
        MoveTask task = service.moveTasks()
                .cancel(source, parts[0])
                .orElseThrow(() -> SqsErrors.resourceNotFound("Task does not exist."));
        if (!task.isActive()) {
            throw SqsErrors.unsupportedOperation("Only active tasks can be cancelled.");
        }
        return CancelMessageMoveTaskResponse.builder().approximateNumberOfMessagesMoved(task.moved()).build();
    }

    ListMessageMoveTasksResponse list(ListMessageMoveTasksRequest request) {
        Queue source = queue(request.sourceArn(), "SourceArn");
        int max = request.maxResults() == null ? 1 : request.maxResults();
        if (max < 1 || max > MAX_RESULTS) {
            throw SqsErrors.invalidParameter(max, "MaxResults", "Must be between 1 and 10, if provided.");
        }
        return ListMessageMoveTasksResponse.builder()
                .results(service.moveTasks().list(source).stream().limit(max).map(task -> entry(source, task)).toList())
                .build();
    }

    private static ListMessageMoveTasksResultEntry entry(Queue source, MoveTask task) {
        return ListMessageMoveTasksResultEntry.builder()
                // AWS: only a running task shows its handle.
                .taskHandle(task.status() == MoveTask.Status.RUNNING ? handle(source, task) : null)
                .status(task.status().name())
                .sourceArn(source.arn())
                .destinationArn(task.destination().isEmpty() ? null : task.destination())
                .maxNumberOfMessagesPerSecond(task.rate() == 0 ? null : task.rate())
                .approximateNumberOfMessagesMoved(task.moved())
                .approximateNumberOfMessagesToMove(task.toMove())
                .failureReason(task.failure().isEmpty() ? null : task.failure())
                .startedTimestamp(task.startedAt())
                .build();
    }

    private Queue queue(String arn, String parameter) {
        return Optional.of(id(arn, parameter))
                .filter(found -> found.account().equals(caller.account()) && found.region().equals(caller.region()))
                .flatMap(service.catalog()::get)
                .orElseThrow(() -> SqsErrors.resourceNotFound(
                        "The resource that you specified for the " + parameter + " parameter doesn't exist."));
    }

    /** The queue that an ARN from outside names; whether it exists is not known here. */
    static QueueId id(String arn, String parameter) {
        return Optional.ofNullable(arn).flatMap(QueueId::fromArn).orElseThrow(() -> SqsErrors.invalidParameterValue(
                "You must use this format to specify the " + parameter + ": arn:<partition>:<service>:<region>:<account-id>:<resource-id>"));
    }

    private static String handle(Queue source, MoveTask task) {
        String text = task.id() + " " + source.arn();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The task's id and its source's ARN. */
    static String[] parse(String handle) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(handle), StandardCharsets.UTF_8).split(" ", 2);
            if (parts.length == 2) {
                return parts;
            }
        } catch (IllegalArgumentException notBase64) {
            throw SqsErrors.invalidParameterValue("Value for parameter TaskHandle is invalid.");
        }
        throw SqsErrors.invalidParameterValue("Value for parameter TaskHandle is invalid.");
    }
}
