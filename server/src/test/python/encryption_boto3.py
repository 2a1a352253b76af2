"""Encrypted queues, topics and streams through boto3: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT.
Keys are disabled before anything was sent under them: a data key that is in use works on for its reuse period."""

import uuid

from botocore.exceptions import ClientError
from clients import client
from tap import run_all, test

kms, sqs, sns, kinesis = (client(service) for service in ("kms", "sqs", "sns", "kinesis"))


def new_name():
    return "boto-" + uuid.uuid4().hex[:12]


def new_key():
    """A key's id and an alias of it."""
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    alias = "alias/" + new_name()
    kms.create_alias(AliasName=alias, TargetKeyId=key)
    return key, alias


def new_queue(alias):
    return sqs.create_queue(QueueName=new_name(), Attributes={"KmsMasterKeyId": alias})["QueueUrl"]


def receive(queue):
    messages = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=10).get("Messages", [])
    for message in messages:
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return [message["Body"] for message in messages]


def refused(codes, call):
    try:
        call()
    except ClientError as error:
        assert error.response["Error"]["Code"] in codes, error
        return
    raise AssertionError(f"not refused: {codes}")


@test
def a_queue_under_an_alias_waits_for_its_key():
    key, alias = new_key()
    queue = new_queue(alias)
    assert sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]["KmsMasterKeyId"] == alias
    kms.disable_key(KeyId=key)
    refused(("KMS.DisabledException", "KmsDisabled"), lambda: sqs.send_message(QueueUrl=queue, MessageBody="refused"))
    kms.enable_key(KeyId=key)
    sqs.send_message(QueueUrl=queue, MessageBody="one espresso")
    assert receive(queue) == ["one espresso"]


@test
def a_topic_under_a_key_reaches_a_queue_under_it():
    key, alias = new_key()
    queue = new_queue(alias)
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    topic = sns.create_topic(Name=new_name(), Attributes={"KmsMasterKeyId": alias})["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
    kms.disable_key(KeyId=key)
    refused(("KMSDisabled", "KMSDisabledException"), lambda: sns.publish(TopicArn=topic, Message="refused"))
    kms.enable_key(KeyId=key)
    sns.publish(TopicArn=topic, Message="one espresso")
    assert receive(queue) == ["one espresso"]


@test
def a_stream_is_encrypted_under_a_key_that_is_enabled():
    key, alias = new_key()
    stream = new_name()
    exists = kinesis.get_waiter("stream_exists")
    kinesis.create_stream(StreamName=stream, ShardCount=1)
    exists.wait(StreamName=stream, WaiterConfig={"Delay": 1})
    kms.disable_key(KeyId=key)
    refused(("KMSDisabledException",), lambda: kinesis.start_stream_encryption(StreamName=stream, EncryptionType="KMS", KeyId=alias))
    kms.enable_key(KeyId=key)
    kinesis.start_stream_encryption(StreamName=stream, EncryptionType="KMS", KeyId=alias)
    exists.wait(StreamName=stream, WaiterConfig={"Delay": 1})
    iterator = kinesis.get_shard_iterator(StreamName=stream, ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    assert kinesis.put_record(StreamName=stream, PartitionKey="p", Data=b"one espresso")["EncryptionType"] == "KMS"
    records = kinesis.get_records(ShardIterator=iterator)["Records"]
    assert [record["Data"] for record in records] == [b"one espresso"]
    kinesis.delete_stream(StreamName=stream)


if __name__ == "__main__":
    run_all()
