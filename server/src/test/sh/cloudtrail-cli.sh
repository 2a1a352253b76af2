#!/bin/sh
# CloudTrail through the AWS command line: prints one TAP line a test. FOREBAY_ENDPOINT is the endpoint to test, FOREBAY_TEST_AWS
# the command, which each call starts anew, as people do.

. ./tap.sh
topic=cli-cloudtrail-$$
arn=arn:aws:sns:us-east-1:000000000000:$topic

aws() {
    "$FOREBAY_TEST_AWS" --endpoint-url "$FOREBAY_ENDPOINT" --output text "$@" 2>&1
}

expect "create-topic is taken" "$arn" "$(aws sns create-topic --name "$topic")"
expect "lookup-events finds it by its resource" "CreateTopic?root?false" \
    "$(aws cloudtrail lookup-events --lookup-attributes AttributeKey=ResourceName,AttributeValue="$arn" \
        --query 'Events[].[EventName,Username,ReadOnly]')"
expect "lookup-events shows AWS's record" '*"eventName":"CreateTopic"*"eventVersion"*' \
    "$(aws cloudtrail lookup-events --max-items 1 --lookup-attributes AttributeKey=EventName,AttributeValue=CreateTopic \
        --query 'Events[].CloudTrailEvent' | sed 's/\(.*\)\("eventVersion"[^,]*\)\(.*\)/\1\3\2/')"
expect "list-public-keys shows a key" "????????????????????????????????" \
    "$(aws cloudtrail list-public-keys --start-time 2026-01-01 --query 'PublicKeyList[].Fingerprint')"
expect "create-trail is refused by name" "*CreateTrail*" "$(aws cloudtrail create-trail --name t --s3-bucket-name b)"

plan
