package dev.forebay.sqs;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;

/**
 * What the operations on move tasks need. AWS: beside the action itself, what a task does with messages: receive and delete at the
 * dead-letter queue, send at the destination. For the owner's account only.
 */
final class SqsMoveAccess {
    private static final List<String> KEYS = List.of(ConditionKeys.RESOURCE_TAG);
    private static final List<String> MOVING = List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");
    private static final String SEND = "sqs:SendMessage";
    private static final String START = "sqs:StartMessageMoveTask";
    private static final String CANCEL = "sqs:CancelMessageMoveTask";
    private static final String LIST = "sqs:ListMessageMoveTasks";

    private final SqsAccess queues;

    SqsMoveAccess(SqsAccess queues) {
        this.queues = queues;
    }

    Stream<AccessRule> rules() {
        return Stream.of(
                new AccessRule("StartMessageMoveTask", all(START, SEND),
                        "dead-letter queue; `sqs:SendMessage` on the destination, or on each queue that has it as its dead-letter queue", KEYS,
                        this::start),
                new AccessRule("CancelMessageMoveTask", all(CANCEL), "dead-letter queue", KEYS, this::cancel),
                new AccessRule("ListMessageMoveTasks", all(LIST), "dead-letter queue", KEYS, this::list));
    }

    private static List<String> all(String... more) {
        return Stream.concat(Stream.of(more), MOVING.stream()).toList();
    }

    private List<Access> start(Caller caller, SdkRequest request) {
        StartMessageMoveTaskRequest asked = (StartMessageMoveTaskRequest) request;
        List<Access> needs = new ArrayList<>(onDeadLetters(caller, START, asked.sourceArn(), "SourceArn"));
        destinations(asked).forEach(arn -> needs.add(queues.owned(caller, MoveTaskOperations.id(arn, "DestinationArn"), SEND)));
        return List.copyOf(needs);
    }

    private Stream<String> destinations(StartMessageMoveTaskRequest asked) {
        return asked.destinationArn() == null || asked.destinationArn().isEmpty()
                ? queues.catalog().sourcesOf(MoveTaskOperations.id(asked.sourceArn(), "SourceArn").arn()).map(Queue::arn)
                : Stream.of(asked.destinationArn());
    }

    private List<Access> cancel(Caller caller, SdkRequest request) {
        String[] parts = MoveTaskOperations.parse(((CancelMessageMoveTaskRequest) request).taskHandle());
        return onDeadLetters(caller, CANCEL, parts[1], "SourceArn");
    }

    private List<Access> list(Caller caller, SdkRequest request) {
        return onDeadLetters(caller, LIST, ((ListMessageMoveTasksRequest) request).sourceArn(), "SourceArn");
    }

    private List<Access> onDeadLetters(Caller caller, String action, String arn, String parameter) {
        QueueId id = MoveTaskOperations.id(arn, parameter);
        return all(action).stream().map(one -> queues.owned(caller, id, one)).toList();
    }
}
