#!/bin/sh
# SNS through the AWS command line: prints one TAP line a test. FOREBAY_ENDPOINT is the endpoint to test, FOREBAY_TEST_AWS
# the command. A call still takes a while, so this covers every operation once and leaves the corners to the SDK tests.

. ./tap.sh
warm
service=sns
prefix=cli-sns-$$
account=arn:aws:sns:us-east-1:000000000000
queues=arn:aws:sqs:us-east-1:000000000000

aws() {
    "$FOREBAY_TEST_AWS" --endpoint-url "$FOREBAY_ENDPOINT" --output text "$@" 2>&1
}

sns() {
    aws sns "$@"
}

receive() {
    aws sqs receive-message --queue-url "$1" --wait-time-seconds 10 --query 'Messages[0].Body'
}

topic=$(sns create-topic --name "$prefix" --attributes DisplayName=Orders --tags Key=team,Value=blue)
expect "create-topic answers with an ARN" "$account:$prefix" "$topic"
expect "list-topics lists the topic" "*TOPICS?$topic*" "$(sns list-topics)"
expect "get-topic-attributes shows what was given" "Orders" \
    "$(sns get-topic-attributes --topic-arn "$topic" --query Attributes.DisplayName)"
succeeds "set-topic-attributes is taken" set-topic-attributes --topic-arn "$topic" \
    --attribute-name SignatureVersion --attribute-value 2
succeeds "tag-resource is taken" tag-resource --resource-arn "$topic" --tags Key=stage,Value=test
succeeds "untag-resource is taken" untag-resource --resource-arn "$topic" --tag-keys team
expect "list-tags-for-resource shows the tags" "TAGS?stage?test" "$(sns list-tags-for-resource --resource-arn "$topic")"
succeeds "add-permission is taken" add-permission --topic-arn "$topic" --label friends --aws-account-id 111122223333 --action-name Publish
expect "the policy has the permission" "*friends*" "$(sns get-topic-attributes --topic-arn "$topic" --query Attributes.Policy)"
succeeds "remove-permission is taken" remove-permission --topic-arn "$topic" --label friends

queue=$(aws sqs create-queue --queue-name "$prefix")
subscription=$(sns subscribe --topic-arn "$topic" --protocol sqs --notification-endpoint "$queues:$prefix")
expect "subscribe answers with an ARN" "$topic:*-*-*-*-*" "$subscription"
expect "list-subscriptions-by-topic lists the subscription" "SUBSCRIPTIONS?$queues:$prefix?000000000000?sqs?$subscription?$topic" \
    "$(sns list-subscriptions-by-topic --topic-arn "$topic")"
expect "list-subscriptions lists the subscription" "*$subscription*" "$(sns list-subscriptions)"
id=$(sns publish --topic-arn "$topic" --message "hello" --subject greeting \
    --message-attributes '{"colour":{"DataType":"String","StringValue":"blue"}}')
expect "publish answers with an id" "????????-????-????-????-????????????" "$id"
expect "the queue has the envelope" '*"Type" : "Notification"*'"$id"'*"Subject" : "greeting"*"Message" : "hello"*"blue"*' "$(receive "$queue")"
succeeds "set-subscription-attributes is taken" set-subscription-attributes --subscription-arn "$subscription" \
    --attribute-name RawMessageDelivery --attribute-value true
expect "get-subscription-attributes shows the change" "true" \
    "$(sns get-subscription-attributes --subscription-arn "$subscription" --query Attributes.RawMessageDelivery)"
# What was received and not deleted would come back on a slow machine.
aws sqs purge-queue --queue-url "$queue"
expect "publish-batch answers for each message" "SUCCESSFUL?one?*" \
    "$(sns publish-batch --topic-arn "$topic" --publish-batch-request-entries Id=one,Message=raw)"
expect "the queue has the raw message" "raw" "$(receive "$queue")"
succeeds "unsubscribe is taken" unsubscribe --subscription-arn "$subscription"

fifo=$(sns create-topic --name "$prefix.fifo" --attributes FifoTopic=true,ContentBasedDeduplication=true)
expect "a message to a fifo topic gets a sequence number" "1???????????????????" \
    "$(sns publish --topic-arn "$fifo" --message m --message-group-id g --query SequenceNumber)"

expect "a mistake is told by AWS's code" "*(InvalidParameter)*Invalid parameter: Topic Name*" "$(sns create-topic --name 'two words')"
expect "a token that is none is refused" "*(InvalidParameter)*Invalid token*" \
    "$(sns confirm-subscription --topic-arn "$topic" --token nonsense)"
succeeds "delete-topic is taken" delete-topic --topic-arn "$topic"
expect "a deleted topic is not there" "*(NotFound)*Topic does not exist*" "$(sns publish --topic-arn "$topic" --message m)"
plan
