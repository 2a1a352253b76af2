#!/bin/sh
# An encrypted queue behind an encrypted topic through the AWS command line: prints one TAP line a test. FOREBAY_ENDPOINT is the
# endpoint to test, FOREBAY_TEST_AWS the command. The key is disabled before anything was sent under it: a data key that is in use works
# on for its reuse period.

. ./tap.sh
warm
service=call
sealed=cli-sealed-$$
queue=$FOREBAY_ENDPOINT/000000000000/$sealed

call() {
    "$FOREBAY_TEST_AWS" --endpoint-url "$FOREBAY_ENDPOINT" --output text "$@" 2>&1
}

key=$(call kms create-key --query KeyMetadata.KeyId)
succeeds "create-alias is taken" kms create-alias --alias-name "alias/$sealed" --target-key-id "$key"
expect "create-queue takes the alias" "*/$sealed" "$(call sqs create-queue --queue-name "$sealed" --attributes "KmsMasterKeyId=alias/$sealed")"
topic=$(call sns create-topic --name "$sealed" --attributes "KmsMasterKeyId=alias/$sealed")
expect "subscribe is taken" "$topic:*" "$(call sns subscribe --topic-arn "$topic" --protocol sqs \
    --notification-endpoint "arn:aws:sqs:us-east-1:000000000000:$sealed" --attributes RawMessageDelivery=true)"

succeeds "disable-key is taken" kms disable-key --key-id "$key"
expect "send-message is refused while the key is disabled" "*Disabled*" "$(call sqs send-message --queue-url "$queue" --message-body refused)"
expect "publish is refused while the key is disabled" "*KMSDisabled*" "$(call sns publish --topic-arn "$topic" --message refused)"
succeeds "enable-key is taken" kms enable-key --key-id "$key"
expect "publish is taken again" "????????-*" "$(call sns publish --topic-arn "$topic" --message "one espresso")"
expect "the queue has the message" "one espresso" "$(call sqs receive-message --queue-url "$queue" --wait-time-seconds 10 --query 'Messages[0].Body')"

plan
