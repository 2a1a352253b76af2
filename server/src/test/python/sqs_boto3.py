"""SQS through boto3: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT."""

import hashlib
import json
import threading
import time
import urllib.parse
import urllib.request
import uuid

import boto3
import clients
from botocore.exceptions import ClientError
from clients import ENDPOINT
from tap import run_all, test

ACCOUNT = "000000000000"


def client(access_key="test", region="us-east-1"):
    return clients.client("sqs", access_key, region=region)


sqs = client()


def new_queue(suffix="", **attributes):
    name = "boto-" + uuid.uuid4().hex[:12] + suffix
    return sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]


def new_fifo_queue(**attributes):
    return new_queue(".fifo", FifoQueue="true", **attributes)


def arn_of(queue):
    return attributes_of(queue)["QueueArn"]


def attributes_of(queue):
    return sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]


def receive(queue, **options):
    options.setdefault("MaxNumberOfMessages", 10)
    options.setdefault("WaitTimeSeconds", 2)
    return sqs.receive_message(QueueUrl=queue, **options).get("Messages", [])


def md5(text):
    return hashlib.md5(text.encode("utf-8")).hexdigest()


def refused(code, function, status=400, **arguments):
    try:
        function(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error.response
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, error.response
        return error
    raise AssertionError("was not refused with " + code)


@test
def a_created_queue_is_found_by_name():
    url = sqs.create_queue(QueueName="boto-found")["QueueUrl"]
    assert url == f"{ENDPOINT}/{ACCOUNT}/boto-found", url
    assert sqs.get_queue_url(QueueName="boto-found")["QueueUrl"] == url
    assert sqs.create_queue(QueueName="boto-found")["QueueUrl"] == url


@test
def a_message_goes_through_a_queue_with_its_attributes():
    queue = new_queue()
    body = "größe <&> \"…\" 😀\n\t"
    sent = sqs.send_message(
        QueueUrl=queue,
        MessageBody=body,
        MessageAttributes={
            "text": {"DataType": "String", "StringValue": "ein Wert & mehr"},
            "number": {"DataType": "Number.int", "StringValue": "42"},
            "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\x01\xff"},
        },
    )
    assert sent["MD5OfMessageBody"] == md5(body)
    (message,) = receive(queue, MessageAttributeNames=["All"])
    assert message["Body"] == body
    assert message["MessageId"] == sent["MessageId"]
    assert message["MD5OfBody"] == md5(body)
    assert message["MD5OfMessageAttributes"] == sent["MD5OfMessageAttributes"]
    assert message["MessageAttributes"]["text"]["StringValue"] == "ein Wert & mehr"
    assert message["MessageAttributes"]["number"] == {"DataType": "Number.int", "StringValue": "42"}
    assert message["MessageAttributes"]["bytes"]["BinaryValue"] == b"\x00\x01\xff"


@test
def only_the_attributes_asked_for_come_back():
    queue = new_queue()
    text = {"DataType": "String", "StringValue": "x"}
    sqs.send_message(QueueUrl=queue, MessageBody="m", MessageAttributes={"a.one": text, "a.two": text, "b": text})
    (message,) = receive(queue, MessageAttributeNames=["a.*"], VisibilityTimeout=0)
    assert sorted(message["MessageAttributes"]) == ["a.one", "a.two"], message
    (message,) = receive(queue, MessageAttributeNames=["b", "absent"], VisibilityTimeout=0)
    assert sorted(message["MessageAttributes"]) == ["b"], message
    (message,) = receive(queue)
    assert "MessageAttributes" not in message and "MD5OfMessageAttributes" not in message, message


@test
def a_received_message_tells_its_history():
    queue = new_queue()
    before = int(time.time() * 1000)
    sqs.send_message(
        QueueUrl=queue,
        MessageBody="m",
        MessageSystemAttributes={
            "AWSTraceHeader": {"DataType": "String", "StringValue": "Root=1-5759e988-bd862e3fe1be46a994272793"}
        },
    )
    receive(queue, VisibilityTimeout=0)
    (message,) = receive(queue, AttributeNames=["All"])
    attributes = message["Attributes"]
    assert attributes["ApproximateReceiveCount"] == "2", attributes
    assert before <= int(attributes["SentTimestamp"]) <= int(attributes["ApproximateFirstReceiveTimestamp"])
    assert attributes["SenderId"], attributes
    assert attributes["AWSTraceHeader"] == "Root=1-5759e988-bd862e3fe1be46a994272793"


@test
def the_counts_of_a_queue_are_exact():
    queue = new_queue()
    for delay in (0, 0, 60):
        sqs.send_message(QueueUrl=queue, MessageBody="m", DelaySeconds=delay)
    receive(queue, MaxNumberOfMessages=1)
    attributes = attributes_of(queue)
    assert attributes["ApproximateNumberOfMessages"] == "1", attributes
    assert attributes["ApproximateNumberOfMessagesNotVisible"] == "1", attributes
    assert attributes["ApproximateNumberOfMessagesDelayed"] == "1", attributes


@test
def a_deleted_message_does_not_come_back():
    queue = new_queue(VisibilityTimeout="1")
    sqs.send_message(QueueUrl=queue, MessageBody="m")
    (message,) = receive(queue)
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    assert receive(queue) == []


@test
def a_message_comes_back_when_it_was_not_deleted():
    queue = new_queue(VisibilityTimeout="1")
    sqs.send_message(QueueUrl=queue, MessageBody="m")
    assert len(receive(queue)) == 1
    assert len(receive(queue, WaitTimeSeconds=5)) == 1


@test
def visibility_can_be_given_up_and_extended():
    queue = new_queue()
    sqs.send_message(QueueUrl=queue, MessageBody="m")
    (message,) = receive(queue)
    sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    (message,) = receive(queue, VisibilityTimeout=1)
    answer = sqs.change_message_visibility_batch(
        QueueUrl=queue,
        Entries=[{"Id": "one", "ReceiptHandle": message["ReceiptHandle"], "VisibilityTimeout": 600}],
    )
    assert [entry["Id"] for entry in answer["Successful"]] == ["one"], answer
    assert receive(queue) == []


@test
def a_delayed_message_arrives_later():
    queue = new_queue()
    sqs.send_message(QueueUrl=queue, MessageBody="m", DelaySeconds=1)
    assert receive(queue, WaitTimeSeconds=0) == []
    assert len(receive(queue, WaitTimeSeconds=5)) == 1


@test
def a_long_poll_returns_when_a_message_arrives():
    queue = new_queue(ReceiveMessageWaitTimeSeconds="20")
    threading.Timer(0.5, lambda: client().send_message(QueueUrl=queue, MessageBody="m")).start()
    begun = time.monotonic()
    assert len(sqs.receive_message(QueueUrl=queue)["Messages"]) == 1
    assert 0.3 < time.monotonic() - begun < 5


@test
def a_batch_is_done_in_parts():
    queue = new_queue()
    entries = [{"Id": f"n{i}", "MessageBody": f"body {i}"} for i in range(9)]
    answer = sqs.send_message_batch(
        QueueUrl=queue, Entries=entries + [{"Id": "late", "MessageBody": "m", "DelaySeconds": 901}]
    )
    assert len(answer["Successful"]) == 9, answer
    assert {entry["Id"]: entry["MD5OfMessageBody"] for entry in answer["Successful"]}["n3"] == md5("body 3")
    (failed,) = answer["Failed"]
    assert failed["Id"] == "late" and failed["SenderFault"] is True, failed
    assert failed["Code"] == "InvalidParameterValue", failed
    messages = receive(queue)
    deletions = [{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(messages)]
    answer = sqs.delete_message_batch(QueueUrl=queue, Entries=deletions[:8] + [{"Id": "bad", "ReceiptHandle": "no handle"}])
    assert len(answer["Successful"]) == 8, answer
    assert [(entry["Id"], entry["Code"]) for entry in answer["Failed"]] == [("bad", "ReceiptHandleIsInvalid")], answer


@test
def an_impossible_batch_is_refused_as_a_whole():
    queue = new_queue()
    send = sqs.send_message_batch
    prefix = "AWS.SimpleQueueService."
    refused(prefix + "EmptyBatchRequest", send, QueueUrl=queue, Entries=[])
    refused(prefix + "BatchEntryIdsNotDistinct", send, QueueUrl=queue, Entries=[{"Id": "a", "MessageBody": "m"}] * 2)
    refused(prefix + "InvalidBatchEntryId", send, QueueUrl=queue, Entries=[{"Id": "a b", "MessageBody": "m"}])
    eleven = [{"Id": str(i), "MessageBody": "m"} for i in range(11)]
    refused(prefix + "TooManyEntriesInBatchRequest", send, QueueUrl=queue, Entries=eleven)
    long = [{"Id": str(i), "MessageBody": "m" * 600_000} for i in range(2)]
    refused(prefix + "BatchRequestTooLong", send, QueueUrl=queue, Entries=long)
    assert sqs.receive_message(QueueUrl=queue).get("Messages") is None


@test
def a_message_of_one_mebibyte_goes_and_a_byte_more_does_not():
    queue = new_queue()
    sqs.send_message(QueueUrl=queue, MessageBody="m" * 1_048_576)
    (message,) = receive(queue)
    assert len(message["Body"]) == 1_048_576
    refused("InvalidParameterValue", sqs.send_message, QueueUrl=queue, MessageBody="m" * 1_048_577)


@test
def a_fifo_queue_keeps_order_and_blocks_a_group():
    queue = new_fifo_queue(ContentBasedDeduplication="true")
    sequence = [
        int(sqs.send_message(QueueUrl=queue, MessageBody=str(i), MessageGroupId="g")["SequenceNumber"]) for i in range(4)
    ]
    assert sequence == sorted(sequence)
    first = receive(queue, MaxNumberOfMessages=2, AttributeNames=["All"])
    assert [message["Body"] for message in first] == ["0", "1"]
    assert first[0]["Attributes"]["MessageGroupId"] == "g"
    assert int(first[0]["Attributes"]["SequenceNumber"]) == sequence[0]
    assert receive(queue, WaitTimeSeconds=0) == []
    for message in first:
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    assert [message["Body"] for message in receive(queue)] == ["2", "3"]


@test
def a_fifo_queue_takes_a_duplicate_once():
    queue = new_fifo_queue()
    send = {"QueueUrl": queue, "MessageGroupId": "g", "MessageDeduplicationId": "d"}
    first = sqs.send_message(MessageBody="one", **send)
    second = sqs.send_message(MessageBody="two", **send)
    assert first["MessageId"] == second["MessageId"] and first["SequenceNumber"] == second["SequenceNumber"]
    assert [message["Body"] for message in receive(queue)] == ["one"]
    refused("MissingParameter", sqs.send_message, QueueUrl=queue, MessageBody="m", MessageDeduplicationId="e")
    refused("InvalidParameterValue", sqs.send_message, QueueUrl=queue, MessageBody="m", MessageGroupId="g")


@test
def a_message_that_keeps_failing_lands_in_the_dead_letter_queue():
    dead = new_queue()
    source = new_queue(
        VisibilityTimeout="0",
        RedrivePolicy=json.dumps({"deadLetterTargetArn": arn_of(dead), "maxReceiveCount": 2}),
    )
    sent = sqs.send_message(QueueUrl=source, MessageBody="poison")
    assert len(receive(source)) == 1
    assert len(receive(source)) == 1
    assert receive(source, WaitTimeSeconds=1) == []
    (message,) = receive(dead, AttributeNames=["All"])
    assert message["MessageId"] == sent["MessageId"]
    assert message["Attributes"]["DeadLetterQueueSourceArn"] == arn_of(source), message
    assert sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [source]


def query(path, **parameters):
    """A call in the Query protocol that this boto3 is too old to know."""
    request = urllib.request.Request(
        ENDPOINT + path,
        data=urllib.parse.urlencode({"Version": "2012-11-05", **parameters}).encode(),
        headers={"Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, "
                                  "SignedHeaders=host, Signature=00"},
    )
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()


@test
def a_move_task_brings_messages_back_to_their_source():
    dead = new_queue()
    source = new_queue(
        VisibilityTimeout="0",
        RedrivePolicy=json.dumps({"deadLetterTargetArn": arn_of(dead), "maxReceiveCount": 1}),
    )
    sqs.send_message(QueueUrl=source, MessageBody="poison")
    receive(source)
    assert receive(source, WaitTimeSeconds=1) == []
    started = query("/", Action="StartMessageMoveTask", SourceArn=arn_of(dead))
    assert "<TaskHandle>" in started and "<RequestId>" in started, started
    (message,) = receive(source, WaitTimeSeconds=10)
    assert message["Body"] == "poison"
    listed = query("/", Action="ListMessageMoveTasks", SourceArn=arn_of(dead))
    assert "<Status>" in listed and "<ApproximateNumberOfMessagesMoved>1<" in listed, listed


@test
def a_query_may_go_to_the_path_of_its_queue():
    queue = new_queue()
    path = queue[len(ENDPOINT):]
    assert md5("hello") in query(path, Action="SendMessage", MessageBody="hello")
    assert [message["Body"] for message in receive(queue)] == ["hello"]


@test
def tags_are_kept():
    queue = sqs.create_queue(QueueName="boto-tags-" + uuid.uuid4().hex[:8], tags={"team": "orders"})["QueueUrl"]
    sqs.tag_queue(QueueUrl=queue, Tags={"stage": "test", "team": "payments"})
    assert sqs.list_queue_tags(QueueUrl=queue)["Tags"] == {"team": "payments", "stage": "test"}
    sqs.untag_queue(QueueUrl=queue, TagKeys=["stage"])
    assert sqs.list_queue_tags(QueueUrl=queue)["Tags"] == {"team": "payments"}


@test
def permissions_become_a_policy():
    queue = new_queue()
    sqs.add_permission(QueueUrl=queue, Label="share", AWSAccountIds=["111122223333"], Actions=["SendMessage"])
    (statement,) = json.loads(attributes_of(queue)["Policy"])["Statement"]
    assert statement["Sid"] == "share" and statement["Effect"] == "Allow", statement
    sqs.remove_permission(QueueUrl=queue, Label="share")
    assert json.loads(attributes_of(queue).get("Policy") or '{"Statement": []}')["Statement"] == []
    refused("InvalidParameterValue", sqs.remove_permission, QueueUrl=queue, Label="share")


@test
def attributes_can_be_set_and_are_checked():
    queue = new_queue(DelaySeconds="3")
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "77", "MessageRetentionPeriod": "60"})
    attributes = attributes_of(queue)
    assert attributes["VisibilityTimeout"] == "77" and attributes["DelaySeconds"] == "3", attributes
    assert attributes["MaximumMessageSize"] == "1048576" and attributes["MessageRetentionPeriod"] == "60"
    assert attributes["QueueArn"] == "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + queue.rsplit("/", 1)[1]
    refused("InvalidAttributeValue", sqs.set_queue_attributes, QueueUrl=queue, Attributes={"VisibilityTimeout": "43201"})
    refused("InvalidAttributeName", sqs.set_queue_attributes, QueueUrl=queue, Attributes={"Colour": "blue"})


@test
def a_purge_empties_a_queue_and_may_not_be_repeated_at_once():
    queue = new_queue()
    sqs.send_message(QueueUrl=queue, MessageBody="m")
    sqs.purge_queue(QueueUrl=queue)
    assert receive(queue, WaitTimeSeconds=0) == []
    try:
        sqs.purge_queue(QueueUrl=queue)
        raise AssertionError("purged twice")
    except sqs.exceptions.PurgeQueueInProgress:
        pass


@test
def queues_are_listed_in_pages():
    prefix = "boto-page-" + uuid.uuid4().hex[:8]
    made = [sqs.create_queue(QueueName=f"{prefix}-{i}")["QueueUrl"] for i in range(5)]
    pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix=prefix, PaginationConfig={"PageSize": 2})
    sizes = [page.get("QueueUrls", []) for page in pages]
    assert sorted(url for page in sizes for url in page) == made
    assert max(map(len, sizes)) == 2, sizes


@test
def a_queue_that_is_not_there_has_its_own_exception():
    try:
        sqs.get_queue_url(QueueName="boto-never-made")
        raise AssertionError("found")
    except sqs.exceptions.QueueDoesNotExist as error:
        assert error.response["Error"]["Code"] == "AWS.SimpleQueueService.NonExistentQueue", error.response
    gone = new_queue()
    sqs.delete_queue(QueueUrl=gone)
    refused("AWS.SimpleQueueService.NonExistentQueue", sqs.send_message, QueueUrl=gone, MessageBody="m")


@test
def other_mistakes_have_their_codes():
    queue = new_queue(VisibilityTimeout="5")
    name = queue.rsplit("/", 1)[1]
    try:
        sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "6"})
        raise AssertionError("made twice")
    except sqs.exceptions.QueueNameExists:
        pass
    refused("InvalidParameterValue", sqs.create_queue, QueueName="no such name!")
    refused("InvalidParameterValue", sqs.receive_message, QueueUrl=queue, WaitTimeSeconds=21)
    refused("InvalidParameterValue", sqs.receive_message, QueueUrl=queue, MaxNumberOfMessages=11)
    refused("InvalidMessageContents", sqs.send_message, QueueUrl=queue, MessageBody="a\x01b")
    refused("ReceiptHandleIsInvalid", sqs.delete_message, status=404, QueueUrl=queue, ReceiptHandle="no handle")


@test
def accounts_and_regions_are_worlds_of_their_own():
    name = "boto-isolated-" + uuid.uuid4().hex[:8]
    sqs.create_queue(QueueName=name)
    other = client(access_key="111122223333")
    try:
        other.get_queue_url(QueueName=name)
        raise AssertionError("seen from another account")
    except other.exceptions.QueueDoesNotExist:
        pass
    url = other.create_queue(QueueName=name)["QueueUrl"]
    assert "/111122223333/" in url, url
    elsewhere = client(region="eu-west-1")
    assert elsewhere.list_queues(QueueNamePrefix=name).get("QueueUrls", []) == []


@test
def the_resource_interface_works_too():
    resource = boto3.resource("sqs", endpoint_url=ENDPOINT, region_name="us-east-1",
                              aws_access_key_id="test", aws_secret_access_key="test")
    queue = resource.create_queue(QueueName="boto-resource-" + uuid.uuid4().hex[:8])
    queue.send_message(MessageBody="hello")
    (message,) = queue.receive_messages(WaitTimeSeconds=2)
    assert message.body == "hello"
    message.delete()
    queue.delete()


run_all()
