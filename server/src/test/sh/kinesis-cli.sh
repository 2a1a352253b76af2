#!/bin/sh
# Kinesis through the AWS command line: prints one TAP line a test. FOREBAY_ENDPOINT is the endpoint to test, FOREBAY_TEST_AWS
# the command. A call still takes a while, so this covers operations once and leaves the corners, and those that
# Debian's version does not know, to the SDK tests.

. ./tap.sh
warm
service=kinesis
stream=cli-kinesis-$$
arn=arn:aws:kinesis:us-east-1:000000000000:stream/$stream
shard=shardId-00000000000

kinesis() {
    "$FOREBAY_TEST_AWS" --endpoint-url "$FOREBAY_ENDPOINT" --output text kinesis "$@" 2>&1
}

# Ends when `summary StreamStatus` is so, at the latest after many looks: AWS's waiters, called then, need none of their ten seconds.
settles() {
    for _ in $(seq 100); do
        case $(summary StreamStatus) in $1) return ;; esac
    done
}

# exists WHEN: the waiter ends.
exists() {
    settles ACTIVE
    succeeds "wait stream-exists ends $1" wait stream-exists --stream-name "$stream"
}

summary() {
    kinesis describe-stream-summary --stream-name "$stream" --query "StreamDescriptionSummary.$1"
}

succeeds "create-stream is taken" create-stream --stream-name "$stream" --shard-count 1
exists "at first"
expect "describe-stream-summary shows the stream" "ACTIVE" "$(summary StreamStatus)"
expect "describe-stream shows the ARN" "$arn" "$(kinesis describe-stream --stream-name "$stream" --query StreamDescription.StreamARN)"
expect "list-streams lists the stream" "*$stream*" "$(kinesis list-streams --query StreamNames)"
expect "list-shards lists the shard" "${shard}0" "$(kinesis list-shards --stream-name "$stream" --query 'Shards[].ShardId')"
expect "put-record answers with the shard" "${shard}0" \
    "$(kinesis put-record --stream-name "$stream" --partition-key k --data aGVsbG8= --query ShardId)"
expect "put-records answers for each record" "0" \
    "$(kinesis put-records --stream-arn "$arn" --records Data=d29ybGQ=,PartitionKey=a Data=ISE=,PartitionKey=b --query FailedRecordCount)"
iterator=$(kinesis get-shard-iterator --stream-name "$stream" --shard-id "${shard}0" --shard-iterator-type TRIM_HORIZON)
expect "get-records reads what was put" "aGVsbG8=?d29ybGQ=?ISE=" \
    "$(kinesis get-records --shard-iterator "$iterator" --query 'Records[].Data')"
succeeds "add-tags-to-stream is taken" add-tags-to-stream --stream-name "$stream" --tags team=blue,stage=test
succeeds "remove-tags-from-stream is taken" remove-tags-from-stream --stream-name "$stream" --tag-keys team
expect "list-tags-for-stream shows the tags" "False*TAGS?stage?test" "$(kinesis list-tags-for-stream --stream-name "$stream")"
succeeds "increase-stream-retention-period is taken" increase-stream-retention-period --stream-name "$stream" --retention-period-hours 48
exists "again"
succeeds "decrease-stream-retention-period is taken" decrease-stream-retention-period --stream-name "$stream" --retention-period-hours 24
exists "once more"
succeeds "split-shard is taken" split-shard --stream-name "$stream" --shard-to-split "${shard}0" --new-starting-hash-key 1000
exists "after a split"
expect "the split made two shards" "2" "$(summary OpenShardCount)"
succeeds "merge-shards is taken" merge-shards --stream-name "$stream" --shard-to-merge "${shard}1" --adjacent-shard-to-merge "${shard}2"
exists "after a merge"
expect "update-shard-count tells both counts" "1?2" "$(kinesis update-shard-count --stream-name "$stream" --target-shard-count 2 \
    --scaling-type UNIFORM_SCALING --query '[CurrentShardCount,TargetShardCount]')"
exists "after scaling"
expect "the scaling made two shards" "2" "$(summary OpenShardCount)"
expect "enable-enhanced-monitoring tells the metrics" "IncomingBytes" "$(kinesis enable-enhanced-monitoring --stream-name "$stream" \
    --shard-level-metrics IncomingBytes --query 'DesiredShardLevelMetrics[]')"
exists "after monitoring"
expect "disable-enhanced-monitoring tells the metrics" "IncomingBytes" "$(kinesis disable-enhanced-monitoring --stream-name "$stream" \
    --shard-level-metrics ALL --query 'CurrentShardLevelMetrics[]')"
exists "without monitoring"
succeeds "start-stream-encryption is taken" start-stream-encryption --stream-name "$stream" --encryption-type KMS --key-id alias/aws/kinesis
exists "with encryption"
expect "the stream is encrypted" "KMS" "$(summary EncryptionType)"
succeeds "stop-stream-encryption is taken" stop-stream-encryption --stream-name "$stream" --encryption-type KMS --key-id alias/aws/kinesis
exists "without encryption"
succeeds "update-stream-mode is taken" update-stream-mode --stream-arn "$arn" --stream-mode-details StreamMode=ON_DEMAND
exists "on demand"
expect "the stream is on demand" "ON_DEMAND" "$(summary StreamModeDetails.StreamMode)"
consumer=$(kinesis register-stream-consumer --stream-arn "$arn" --consumer-name reader --query Consumer.ConsumerARN)
expect "register-stream-consumer answers with an ARN" "$arn/consumer/reader:??????????" "$consumer"
expect "describe-stream-consumer shows the consumer" "reader" \
    "$(kinesis describe-stream-consumer --consumer-arn "$consumer" --query ConsumerDescription.ConsumerName)"
expect "list-stream-consumers lists the consumer" "$consumer" "$(kinesis list-stream-consumers --stream-arn "$arn" --query 'Consumers[].ConsumerARN')"
succeeds "deregister-stream-consumer is taken" deregister-stream-consumer --consumer-arn "$consumer"
expect "describe-limits tells the limits" "*50*" "$(kinesis describe-limits)"

expect "a mistake is told by AWS's code" "*(ResourceInUseException)*Stream $stream under account 000000000000 already exists.*" \
    "$(kinesis create-stream --stream-name "$stream" --shard-count 1)"
succeeds "delete-stream is taken" delete-stream --stream-name "$stream" --enforce-consumer-deletion
settles "*ResourceNotFoundException*"
succeeds "wait stream-not-exists ends" wait stream-not-exists --stream-name "$stream"
expect "a deleted stream is not there" "*(ResourceNotFoundException)*Stream $stream under account 000000000000 not found.*" \
    "$(kinesis describe-stream --stream-name "$stream")"
plan
