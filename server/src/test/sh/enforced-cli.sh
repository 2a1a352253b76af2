#!/bin/sh
# The AWS command line, with a profile, against a server that verifies signatures: prints one TAP line a test. FOREBAY_TEST_KEY and
# FOREBAY_TEST_SECRET are the root's. Each call starts the command anew, as people do.

. ./tap.sh
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
profiles=$(mktemp)
trap 'rm -f "$profiles"' EXIT
export AWS_SHARED_CREDENTIALS_FILE="$profiles"
cat > "$profiles" <<PROFILES
[root]
aws_access_key_id = $FOREBAY_TEST_KEY
aws_secret_access_key = $FOREBAY_TEST_SECRET
[mistyped]
aws_access_key_id = $FOREBAY_TEST_KEY
aws_secret_access_key = mistyped
[stranger]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI
PROFILES

# as PROFILE ARGUMENTS...
as() {
    profile=$1
    shift
    "$FOREBAY_TEST_AWS" --profile "$profile" --endpoint-url "$FOREBAY_ENDPOINT" --output text "$@" 2>&1
}

queue=$(as root sqs create-queue --queue-name cli)
expect "the root makes a queue" "$FOREBAY_ENDPOINT/000000000000/cli" "$queue"
expect "the root sends to it" "5d41402abc4b2a76b9719d911017c592" \
    "$(as root sqs send-message --queue-url "$queue" --message-body hello --query MD5OfMessageBody)"
expect "the root makes a topic" "arn:aws:sns:us-east-1:000000000000:cli" "$(as root sns create-topic --name cli)"
expect "the root lists streams" "" "$(as root kinesis list-streams --query StreamNames)"
expect "the root is told who it is" "000000000000*arn:aws:iam::000000000000:root*" "$(as root sts get-caller-identity)"
expect "a mistyped secret is refused" "*(SignatureDoesNotMatch)*" "$(as mistyped sqs list-queues)"
expect "and by Kinesis under its own name" "*(InvalidSignatureException)*" "$(as mistyped kinesis list-streams)"
expect "a stranger is refused" "*(InvalidClientTokenId)*The security token included in the request is invalid." "$(as stranger sqs list-queues)"
expect "and by Kinesis under its own name" "*(UnrecognizedClientException)*" "$(as stranger kinesis list-streams)"
expect "who does not sign is refused" "*(MissingAuthenticationToken)*" "$(as root sqs list-queues --no-sign-request)"
plan
