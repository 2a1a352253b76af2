"""Kinesis through boto3: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT."""

import datetime
import threading
import time
import uuid

import clients
from botocore.exceptions import ClientError
from tap import run_all, test

ACCOUNT = "000000000000"
LAST_HASH = str(2**128 - 1)


def client(access_key="test", region="us-east-1"):
    return clients.client("kinesis", access_key, region=region, parameter_validation=False)


kinesis = client()


def new_name():
    return "boto-" + uuid.uuid4().hex[:12]


def new_stream(shards=1):
    name = new_name()
    kinesis.create_stream(StreamName=name, ShardCount=shards)
    active(name)
    return name


def active(name):
    kinesis.get_waiter("stream_exists").wait(StreamName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    for _ in range(100):
        summary = summary_of(name)
        if summary["StreamStatus"] == "ACTIVE":
            return summary
        time.sleep(0.05)
    raise AssertionError(summary)


def summary_of(name):
    return kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]


def arn_of(name):
    return f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/{name}"


def shard_id(number):
    return f"shardId-{number:012d}"


def shards_of(name):
    return [shard for page in kinesis.get_paginator("list_shards").paginate(StreamName=name) for shard in page["Shards"]]


def open_shards(name):
    return [shard for shard in shards_of(name) if "EndingSequenceNumber" not in shard["SequenceNumberRange"]]


def iterator_of(name, shard=0, kind="TRIM_HORIZON", **more):
    return kinesis.get_shard_iterator(StreamName=name, ShardId=shard_id(shard), ShardIteratorType=kind, **more)["ShardIterator"]


def drain(iterator):
    """All records until the tip or the end of a shard, and the last answer."""
    records = []
    while True:
        answer = kinesis.get_records(ShardIterator=iterator)
        records += answer["Records"]
        iterator = answer.get("NextShardIterator")
        if iterator is None or (not answer["Records"] and answer["MillisBehindLatest"] == 0):
            return records, answer


def data_of(name, shard=0):
    return [record["Data"] for record in drain(iterator_of(name, shard))[0]]


def refused(code, function, message=None, **arguments):
    try:
        function(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400, error
        if message is not None:
            assert error.response["Error"]["Message"] == message, error
        return
    raise AssertionError("not refused")


@test
def a_stream_is_created_and_described():
    name = new_stream(2)
    description = kinesis.describe_stream(StreamName=name)["StreamDescription"]
    assert description["StreamARN"] == arn_of(name), description
    assert description["StreamModeDetails"] == {"StreamMode": "PROVISIONED"}, description
    assert description["RetentionPeriodHours"] == 24 and description["EncryptionType"] == "NONE", description
    assert description["EnhancedMonitoring"] == [{"ShardLevelMetrics": []}], description
    age = datetime.datetime.now(datetime.timezone.utc) - description["StreamCreationTimestamp"]
    assert datetime.timedelta(seconds=-5) < age < datetime.timedelta(minutes=5), description
    assert [shard["ShardId"] for shard in description["Shards"]] == [shard_id(0), shard_id(1)], description
    assert description["Shards"][1]["HashKeyRange"]["EndingHashKey"] == LAST_HASH, description
    assert "ParentShardId" not in description["Shards"][0], description


@test
def a_stream_is_deleted():
    name = new_stream()
    kinesis.delete_stream(StreamName=name)
    kinesis.get_waiter("stream_not_exists").wait(StreamName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    refused("ResourceNotFoundException", kinesis.describe_stream, StreamName=name,
            message=f"Stream {name} under account {ACCOUNT} not found.")


@test
def streams_are_listed_in_pages():
    here = client("333333333333")
    names = [f"s{number}" for number in range(5)]
    for name in names:
        here.create_stream(StreamName=name, ShardCount=1)
    pages = list(here.get_paginator("list_streams").paginate(PaginationConfig={"PageSize": 2}))
    assert [name for page in pages for name in page["StreamNames"]] == names, pages
    assert [page["HasMoreStreams"] for page in pages] == [True, True, False], pages


@test
def what_is_put_is_read():
    name = new_stream()
    put = kinesis.put_record(StreamName=name, Data="größe".encode(), PartitionKey="ключ")
    (record,), answer = drain(iterator_of(name))
    assert put["ShardId"] == shard_id(0) and put["SequenceNumber"] == record["SequenceNumber"], (put, record)
    assert record["Data"].decode() == "größe" and record["PartitionKey"] == "ключ", record
    assert record["ApproximateArrivalTimestamp"].tzinfo is not None, record
    assert answer["NextShardIterator"] and "ChildShards" not in answer, answer


@test
def every_byte_is_kept():
    name = new_stream()
    data = bytes(range(256))
    kinesis.put_record(StreamName=name, Data=data, PartitionKey="k")
    kinesis.put_record(StreamName=name, Data=b"", PartitionKey="k")
    assert data_of(name) == [data, b""]


@test
def a_batch_is_answered_in_its_order():
    name = new_stream(4)
    records = [{"Data": str(number).encode(), "PartitionKey": f"key-{number}"} for number in range(500)]
    answer = kinesis.put_records(StreamName=name, Records=records)
    assert answer["FailedRecordCount"] == 0 and len(answer["Records"]) == 500, answer
    found = {record["SequenceNumber"]: (record["Data"], shard) for shard in range(4) for record in drain(iterator_of(name, shard))[0]}
    for number, entry in enumerate(answer["Records"]):
        data, shard = found[entry["SequenceNumber"]]
        assert data == str(number).encode() and entry["ShardId"] == shard_id(shard), (number, entry)


@test
def keys_choose_shards():
    name = new_stream(2)
    assert kinesis.put_record(StreamName=name, Data=b"m", PartitionKey="a")["ShardId"] == shard_id(0)
    assert kinesis.put_record(StreamName=name, Data=b"m", PartitionKey="b")["ShardId"] == shard_id(1)
    assert kinesis.put_record(StreamName=name, Data=b"m", PartitionKey="a", ExplicitHashKey=LAST_HASH)["ShardId"] == shard_id(1)


@test
def iterators_begin_where_they_are_told():
    name = new_stream()
    one = kinesis.put_record(StreamName=name, Data=b"1", PartitionKey="k")["SequenceNumber"]
    time.sleep(1.1)
    kinesis.put_record(StreamName=name, Data=b"2", PartitionKey="k")
    latest = iterator_of(name, kind="LATEST")
    when = drain(iterator_of(name))[0][1]["ApproximateArrivalTimestamp"]
    kinesis.put_record(StreamName=name, Data=b"3", PartitionKey="k")

    def read(iterator):
        return [record["Data"] for record in drain(iterator)[0]]

    assert read(latest) == [b"3"]
    assert read(iterator_of(name, kind="AT_SEQUENCE_NUMBER", StartingSequenceNumber=one)) == [b"1", b"2", b"3"]
    assert read(iterator_of(name, kind="AFTER_SEQUENCE_NUMBER", StartingSequenceNumber=one)) == [b"2", b"3"]
    assert read(iterator_of(name, kind="AT_TIMESTAMP", Timestamp=when)) == [b"2", b"3"]


@test
def a_shard_is_split_and_merged():
    name = new_stream()
    kinesis.put_record(StreamName=name, Data=b"before", PartitionKey="k")
    kinesis.split_shard(StreamName=name, ShardToSplit=shard_id(0), NewStartingHashKey=str(2**127))
    active(name)
    records, last = drain(iterator_of(name))
    assert [record["Data"] for record in records] == [b"before"] and last.get("NextShardIterator") is None, last
    children = sorted(child["ShardId"] for child in last["ChildShards"])
    assert children == [shard_id(1), shard_id(2)] and last["ChildShards"][0]["ParentShards"] == [shard_id(0)], last
    kinesis.merge_shards(StreamName=name, ShardToMerge=shard_id(1), AdjacentShardToMerge=shard_id(2))
    active(name)
    (child,) = open_shards(name)
    assert (child["ShardId"], child["ParentShardId"], child["AdjacentParentShardId"]) == (shard_id(3), shard_id(1), shard_id(2)), child


@test
def a_stream_is_scaled():
    name = new_stream(2)
    answer = kinesis.update_shard_count(StreamName=name, TargetShardCount=4, ScalingType="UNIFORM_SCALING")
    assert (answer["CurrentShardCount"], answer["TargetShardCount"]) == (2, 4), answer
    assert active(name)["OpenShardCount"] == 4
    latest = kinesis.list_shards(StreamName=name, ShardFilter={"Type": "AT_LATEST"})["Shards"]
    assert latest == open_shards(name) and len(latest) == 4, latest


@test
def retention_is_raised_and_lowered():
    name = new_stream()
    kinesis.increase_stream_retention_period(StreamName=name, RetentionPeriodHours=48)
    assert active(name)["RetentionPeriodHours"] == 48
    refused("InvalidArgumentException", kinesis.increase_stream_retention_period, StreamName=name, RetentionPeriodHours=9000,
            message="Maximum allowed retention period is 8760 hours. Requested retention period (9000 hours) is too long.")
    kinesis.decrease_stream_retention_period(StreamName=name, RetentionPeriodHours=24)
    assert active(name)["RetentionPeriodHours"] == 24


@test
def an_on_demand_stream_has_four_shards():
    name = new_name()
    kinesis.create_stream(StreamName=name, StreamModeDetails={"StreamMode": "ON_DEMAND"})
    assert active(name)["OpenShardCount"] == 4
    refused("ValidationException", kinesis.update_shard_count, StreamName=name, TargetShardCount=3, ScalingType="UNIFORM_SCALING",
            message=f"Request is invalid. Stream {name} under account {ACCOUNT} is in On-Demand mode.")
    kinesis.update_stream_mode(StreamARN=arn_of(name), StreamModeDetails={"StreamMode": "PROVISIONED"})
    assert active(name)["StreamModeDetails"] == {"StreamMode": "PROVISIONED"}


@test
def tags_are_kept():
    name = new_stream()
    kinesis.add_tags_to_stream(StreamName=name, Tags={"team": "blue", "größe": "XL"})
    assert kinesis.list_tags_for_stream(StreamName=name) | {"ResponseMetadata": 0} == {
        "Tags": [{"Key": "größe", "Value": "XL"}, {"Key": "team", "Value": "blue"}], "HasMoreTags": False, "ResponseMetadata": 0}
    kinesis.remove_tags_from_stream(StreamName=name, TagKeys=["team"])
    assert kinesis.list_tags_for_stream(StreamName=name)["Tags"] == [{"Key": "größe", "Value": "XL"}]


@test
def encryption_and_metrics_are_switched():
    name = new_stream()
    kinesis.start_stream_encryption(StreamName=name, EncryptionType="KMS", KeyId="alias/aws/kinesis")
    assert active(name)["EncryptionType"] == "KMS"
    assert kinesis.put_record(StreamName=name, Data=b"m", PartitionKey="k")["EncryptionType"] == "KMS"
    answer = kinesis.enable_enhanced_monitoring(StreamName=name, ShardLevelMetrics=["IncomingBytes"])
    assert answer["DesiredShardLevelMetrics"] == ["IncomingBytes"], answer


@test
def limits_are_told():
    assert kinesis.describe_limits()["ShardLimit"] > 0


def new_consumer(name):
    consumer = kinesis.register_stream_consumer(StreamARN=arn_of(name), ConsumerName=new_name())["Consumer"]
    for _ in range(100):
        description = kinesis.describe_stream_consumer(ConsumerARN=consumer["ConsumerARN"])["ConsumerDescription"]
        if description["ConsumerStatus"] == "ACTIVE":
            assert description["ConsumerCreationTimestamp"] == consumer["ConsumerCreationTimestamp"], description
            return consumer["ConsumerARN"]
        time.sleep(0.05)
    raise AssertionError(description)


@test
def a_consumer_registers_and_deregisters():
    name = new_stream()
    consumer = new_consumer(name)
    listed = kinesis.list_stream_consumers(StreamARN=arn_of(name))["Consumers"]
    assert [each["ConsumerARN"] for each in listed] == [consumer], listed
    refused("ResourceInUseException", kinesis.delete_stream, StreamName=name)
    kinesis.deregister_stream_consumer(ConsumerARN=consumer)
    kinesis.delete_stream(StreamName=name, EnforceConsumerDeletion=True)


@test
def a_subscriber_gets_what_is_there_and_what_comes():
    """botocore has no HTTP/2: AWS serves this over HTTP/1.1 as well, as recordings show."""
    name = new_stream()
    kinesis.put_record(StreamName=name, Data=b"1", PartitionKey="k")
    answer = kinesis.subscribe_to_shard(ConsumerARN=new_consumer(name), ShardId=shard_id(0), StartingPosition={"Type": "TRIM_HORIZON"})
    later = threading.Timer(0.3, lambda: kinesis.put_record(StreamName=name, Data=b"2", PartitionKey="k"))
    later.start()
    found = []
    for event in answer["EventStream"]:
        pushed = event["SubscribeToShardEvent"]
        assert pushed["ContinuationSequenceNumber"] and pushed["MillisBehindLatest"] >= 0, pushed
        found += [record["Data"] for record in pushed["Records"]]
        if len(found) == 2:
            break
    answer["EventStream"].close()
    later.join()
    assert found == [b"1", b"2"], found


@test
def accounts_and_regions_are_separate():
    name = new_name()
    arns = []
    for account, region in (("111111111111", "eu-central-1"), ("111111111111", "us-west-2"), ("222222222222", "eu-central-1")):
        here = client(account, region)
        here.create_stream(StreamName=name, ShardCount=1)
        arns.append(here.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]["StreamARN"])
    assert arns == [
        f"arn:aws:kinesis:eu-central-1:111111111111:stream/{name}",
        f"arn:aws:kinesis:us-west-2:111111111111:stream/{name}",
        f"arn:aws:kinesis:eu-central-1:222222222222:stream/{name}",
    ], arns
    refused("ResourceNotFoundException", kinesis.describe_stream, StreamName=name)


@test
def mistakes_arrive_with_codes_and_words_of_aws():
    name = new_stream()
    refused("ResourceInUseException", kinesis.create_stream, StreamName=name, ShardCount=1,
            message=f"Stream {name} under account {ACCOUNT} already exists.")
    refused("ValidationException", kinesis.create_stream, StreamName="two words", ShardCount=1,
            message="1 validation error detected: Value 'two words' at 'streamName' failed to satisfy constraint: "
                    "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+")
    refused("ValidationException", kinesis.put_record, StreamName=name, Data=b"m",
            message="1 validation error detected: Value null at 'partitionKey' failed to satisfy constraint: Member must not be null")
    refused("InvalidArgumentException", kinesis.get_records, ShardIterator="nonsense", message="Invalid ShardIterator.")
    refused("InvalidArgumentException", kinesis.put_record, StreamName=name, Data=b"m", PartitionKey="k", ExplicitHashKey=str(2**128),
            message=f"Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was {2**128}")


run_all()
