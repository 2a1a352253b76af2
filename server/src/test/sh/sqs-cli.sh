#!/bin/sh
# SQS through the AWS command line: prints one TAP line a test. FOREBAY_ENDPOINT is the endpoint to test, FOREBAY_TEST_AWS
# the command. A call still takes a while, so this covers every operation once and leaves the corners to the SDK tests.

. ./tap.sh
warm
service=sqs
prefix=cli-$$

sqs() {
    "$FOREBAY_TEST_AWS" --endpoint-url "$FOREBAY_ENDPOINT" --output text sqs "$@" 2>&1
}

queue=$(sqs create-queue --queue-name "$prefix" --attributes VisibilityTimeout=120)
expect "create-queue answers with a URL under the endpoint" "$FOREBAY_ENDPOINT/000000000000/$prefix" "$queue"
expect "get-queue-url finds the queue" "$queue" "$(sqs get-queue-url --queue-name "$prefix")"
expect "list-queues lists the queue" "QUEUEURLS?$queue" "$(sqs list-queues --queue-name-prefix "$prefix")"
expect "get-queue-attributes shows what was given" "ATTRIBUTES?120" \
    "$(sqs get-queue-attributes --queue-url "$queue" --attribute-names VisibilityTimeout)"
succeeds "set-queue-attributes is taken" set-queue-attributes --queue-url "$queue" --attributes DelaySeconds=0
arn=$(sqs get-queue-attributes --queue-url "$queue" --attribute-names QueueArn --query Attributes.QueueArn)
expect "a queue has an ARN" "arn:aws:sqs:us-east-1:000000000000:$prefix" "$arn"

expect "send-message answers with the body's MD5" "5d41402abc4b2a76b9719d911017c592" \
    "$(sqs send-message --queue-url "$queue" --message-body hello --query MD5OfMessageBody \
        --message-attributes 'colour={DataType=String,StringValue=blue}')"
received=$(sqs receive-message --queue-url "$queue" --wait-time-seconds 2 --attribute-names All \
    --message-attribute-names All \
    --query 'Messages[0].[Body,MessageAttributes.colour.StringValue,Attributes.ApproximateReceiveCount,ReceiptHandle]')
expect "receive-message brings body, attributes and a handle" "hello?blue?1?*" "$received"
handle=${received##*	}
succeeds "change-message-visibility is taken" change-message-visibility --queue-url "$queue" \
    --receipt-handle "$handle" --visibility-timeout 60
succeeds "delete-message is taken" delete-message --queue-url "$queue" --receipt-handle "$handle"
expect "an empty queue answers with nothing" "None" \
    "$(sqs receive-message --queue-url "$queue" --query 'Messages[0].Body')"

expect "send-message-batch names what succeeded" "a	b" \
    "$(sqs send-message-batch --queue-url "$queue" --query 'Successful[].Id' \
        --entries Id=a,MessageBody=one Id=b,MessageBody=two)"
handles=$(sqs receive-message --queue-url "$queue" --max-number-of-messages 10 --wait-time-seconds 2 \
    --query 'Messages[].[ReceiptHandle]')
first=$(printf '%s\n' "$handles" | sed -n 1p)
second=$(printf '%s\n' "$handles" | sed -n 2p)
expect "change-message-visibility-batch does what it can" "x	ReceiptHandleIsInvalid" \
    "$(sqs change-message-visibility-batch --queue-url "$queue" --query '[Successful[0].Id,Failed[0].Code]' \
        --entries "Id=x,ReceiptHandle=$first,VisibilityTimeout=60" "Id=y,ReceiptHandle=bad,VisibilityTimeout=60")"
expect "delete-message-batch deletes" "x	y" \
    "$(sqs delete-message-batch --queue-url "$queue" --query 'Successful[].Id' \
        --entries "Id=x,ReceiptHandle=$first" "Id=y,ReceiptHandle=$second")"

succeeds "tag-queue is taken" tag-queue --queue-url "$queue" --tags team=orders,stage=test
expect "list-queue-tags shows tags" "orders" "$(sqs list-queue-tags --queue-url "$queue" --query Tags.team)"
succeeds "untag-queue is taken" untag-queue --queue-url "$queue" --tag-keys team
succeeds "add-permission is taken" add-permission --queue-url "$queue" --label share \
    --aws-account-ids 111122223333 --actions SendMessage
expect "the permission is in the policy" "*share*" \
    "$(sqs get-queue-attributes --queue-url "$queue" --attribute-names Policy --query Attributes.Policy)"
succeeds "remove-permission is taken" remove-permission --queue-url "$queue" --label share

source=$(sqs create-queue --queue-name "$prefix-source.fifo" --attributes FifoQueue=true)
dead=$(sqs create-queue --queue-name "$prefix-dead.fifo" --attributes FifoQueue=true)
succeeds "a redrive policy is taken" set-queue-attributes --queue-url "$source" --attributes \
    "{\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":\\\"$arn-dead.fifo\\\",\\\"maxReceiveCount\\\":\\\"3\\\"}\"}"
expect "list-dead-letter-source-queues finds the source" "QUEUEURLS?$source" \
    "$(sqs list-dead-letter-source-queues --queue-url "$dead")"
expect "a message to a fifo queue gets a sequence number" "[0-9]*" \
    "$(sqs send-message --queue-url "$source" --message-body m --message-group-id g --message-deduplication-id d \
        --query SequenceNumber)"

succeeds "purge-queue is taken" purge-queue --queue-url "$queue"
expect "a second purge is refused by name" "*(AWS.SimpleQueueService.PurgeQueueInProgress)*" \
    "$(sqs purge-queue --queue-url "$queue")"
succeeds "delete-queue is taken" delete-queue --queue-url "$queue"
expect "a deleted queue is not there" "*(AWS.SimpleQueueService.NonExistentQueue)*" \
    "$(sqs get-queue-url --queue-name "$prefix")"
expect "a bad handle is refused by name" "*(ReceiptHandleIsInvalid)*" \
    "$(sqs delete-message --queue-url "$source" --receipt-handle bad)"
plan
