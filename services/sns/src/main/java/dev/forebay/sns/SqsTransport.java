package dev.forebay.sns;

import dev.forebay.couriers.Outcome;
import dev.forebay.sns.SqsSender.Door;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Carries single notifications to queues: those that a batch could not place, and dead letters. */
final class SqsTransport implements Transport {
    private final SqsSender queues;
    private final Envelopes envelopes;

    SqsTransport(SqsSender queues, Envelopes envelopes) {
        this.queues = queues;
        this.envelopes = envelopes;
    }

    @Override
    public Outcome deliver(Notification notification, Target target) {
        return send(notification, target, target.endpoint(), Protocol.SQS);
    }

    /** Puts what a target would have received into another queue. */
    Outcome send(Notification notification, Target target, String queueArn, Protocol protocol) {
        if (target.raw() && notification.attributes().size() > SqsSender.MAX_ATTRIBUTES) {
            // AWS: such a message is discarded as a client error.
            return new Outcome.Refused(400, "a raw message to a queue may have ten attributes at most");
        }
        Door door = queues.door(queueArn, notification.topicArn());
        String body = target.raw() || target.subscriptionArn().isEmpty()
                ? notification.messageFor(protocol)
                : envelopes.of(notification, protocol, target.signatureVersion()).to(target.subscriptionArn());
        SendMessageBatchRequestEntry entry = SqsSender.entry(0, notification, body, target.raw(), door.fifo());
        try {
            List<BatchResultErrorEntry> failed = door.sqs().sendMessageBatch(r -> r.queueUrl(door.url()).entries(entry)).failed();
            return failed.isEmpty() ? new Outcome.Delivered(200, "") : outcome(failed.getFirst());
        } catch (AwsServiceException refused) {
            return outcome(refused);
        }
    }

    /** AWS: the question goes into the queue, for somebody to read there. */
    @Override
    public Outcome confirm(Confirmation confirmation, Target target) {
        Door door = queues.door(target.endpoint(), confirmation.topicArn());
        String question = new String(envelopes.of(confirmation, target.signatureVersion()), StandardCharsets.UTF_8);
        try {
            String group = door.fifo() ? confirmation.kind().aws : null;
            String once = door.fifo() ? confirmation.messageId().toString() : null;
            door.sqs().sendMessage(r -> r.queueUrl(door.url()).messageBody(question).messageGroupId(group).messageDeduplicationId(once));
            return new Outcome.Delivered(200, "");
        } catch (AwsServiceException refused) {
            return outcome(refused);
        }
    }

    static Outcome outcome(BatchResultErrorEntry error) {
        String detail = error.code() + ": " + error.message();
        return error.senderFault() ? new Outcome.Refused(400, detail) : new Outcome.Failed(500, detail);
    }

    static Outcome outcome(AwsServiceException refused) {
        String detail = refused.awsErrorDetails().errorCode() + ": " + refused.awsErrorDetails().errorMessage();
        return refused.statusCode() < 500 && refused.statusCode() != 429 && !refused.isThrottlingException()
                ? new Outcome.Refused(refused.statusCode(), detail)
                : new Outcome.Failed(refused.statusCode(), detail);
    }
}
