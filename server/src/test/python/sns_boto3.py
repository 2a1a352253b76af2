"""SNS through boto3: prints one TAP line a test. The endpoint to test is in FOREBAY_ENDPOINT."""

import base64
import json
import queue as queues
import threading
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from botocore.exceptions import ClientError
from clients import ENDPOINT, client
from tap import run_all, test

try:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
except ImportError:
    x509 = None

ACCOUNT = "000000000000"
PATIENCE = 10

sns = client("sns")
sqs = client("sqs")


def new_name(suffix=""):
    return "boto-" + uuid.uuid4().hex[:12] + suffix


def new_topic(**attributes):
    return sns.create_topic(Name=new_name(), Attributes=attributes)["TopicArn"]


def new_fifo_topic(**attributes):
    return sns.create_topic(Name=new_name(".fifo"), Attributes={"FifoTopic": "true", **attributes})["TopicArn"]


def new_queue(owner=sqs, suffix="", **attributes):
    """A queue's URL and its ARN."""
    url = owner.create_queue(QueueName=new_name(suffix), Attributes=attributes)["QueueUrl"]
    arn = owner.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    return url, arn


def subscribe(topic, queue_arn, **attributes):
    return sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue_arn, Attributes=attributes)["SubscriptionArn"]


def subscribed(topic, raw=True, **attributes):
    """A new queue that is subscribed: its URL, and the subscription."""
    fifo = topic.endswith(".fifo")
    url, arn = new_queue(suffix=".fifo", FifoQueue="true") if fifo else new_queue()
    return url, subscribe(topic, arn, RawMessageDelivery=str(raw).lower(), **attributes)


def receive(url, count, owner=sqs):
    """Waits for so many messages; deletes them."""
    messages = []
    while len(messages) < count:
        more = owner.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=PATIENCE, AttributeNames=["All"], MessageAttributeNames=["All"]
        ).get("Messages", [])
        assert more, f"waited for {count} messages, got {messages}"
        for message in more:
            owner.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        messages += more
    assert len(messages) == count, messages
    return messages


def bodies(url, count):
    return [message["Body"] for message in receive(url, count)]


def refused(code, function, status=400, message=None, **arguments):
    try:
        function(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error.response
        assert error.response["Error"]["Type"] == "Sender", error.response
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, error.response
        assert message is None or error.response["Error"]["Message"] == message, error.response
        return error
    raise AssertionError("was not refused with " + code)


class Endpoint:
    """A small HTTP server that keeps what is posted to it: headers and JSON."""

    def __init__(self):
        self.posts = queues.Queue()
        posts = self.posts

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()
                posts.put((self.headers, body))

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def next(self):
        return self.posts.get(timeout=PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def visit(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read().decode()


def confirmed(endpoint, topic, **attributes):
    """Subscribes an endpoint and confirms by the link it was sent; returns the subscription."""
    pending = sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url, Attributes=attributes)
    assert pending["SubscriptionArn"] == "pending confirmation", pending
    headers, body = endpoint.next()
    question = json.loads(body)
    assert headers["x-amz-sns-message-type"] == "SubscriptionConfirmation", headers
    assert question["Type"] == "SubscriptionConfirmation" and question["TopicArn"] == topic, question
    assert "<SubscriptionArn>" in visit(question["SubscribeURL"])
    (subscription,) = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    return subscription["SubscriptionArn"], question


@test
def a_topic_is_created_once_and_deleted_twice():
    name = new_name()
    topic = sns.create_topic(Name=name, Attributes={"DisplayName": "Orders"}, Tags=[{"Key": "team", "Value": "blue"}])["TopicArn"]
    assert topic == f"arn:aws:sns:us-east-1:{ACCOUNT}:{name}", topic
    assert sns.create_topic(Name=name)["TopicArn"] == topic
    differs = "Invalid parameter: Attributes Reason: Topic already exists with different attributes"
    refused("InvalidParameter", sns.create_topic, Name=name, Attributes={"DisplayName": "Bills"}, message=differs)
    differs = "Invalid parameter: Tags Reason: Topic already exists with different tags"
    refused("InvalidParameter", sns.create_topic, Name=name, Tags=[{"Key": "team", "Value": "red"}], message=differs)
    sns.delete_topic(TopicArn=topic)
    sns.delete_topic(TopicArn=topic)
    refused("NotFound", sns.get_topic_attributes, status=404, TopicArn=topic, message="Topic does not exist")


@test
def mistakes_arrive_with_the_codes_of_aws():
    topic = new_topic()
    refused("InvalidParameter", sns.create_topic, Name="two words", message="Invalid parameter: Topic Name")
    few = "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1"
    refused("InvalidParameter", sns.publish, TopicArn="orders", Message="m", message=few)
    refused("NotFound", sns.publish, status=404, TopicArn=topic + "x", Message="m")
    refused("InvalidParameter", sns.publish, TopicArn=topic, Message="", message="Invalid parameter: Empty message")
    refused("InvalidParameter", sns.set_topic_attributes, TopicArn=topic, AttributeName="Colour", AttributeValue="blue")
    refused("ResourceNotFound", sns.list_tags_for_resource, status=404, ResourceArn=topic + "x")
    bad = {"a": {"DataType": "Text", "StringValue": "v"}}
    refused("ParameterValueInvalid", sns.publish, TopicArn=topic, Message="m", MessageAttributes=bad)
    try:
        sns.get_topic_attributes(TopicArn=topic + "x")
    except sns.exceptions.NotFoundException:
        return
    raise AssertionError("was not the class that boto3 makes of NotFound")


@test
def topics_are_listed_in_pages():
    here = client("sns", access_key="123456789012")
    created = {here.create_topic(Name=f"page-{i}")["TopicArn"] for i in range(103)}
    pages = list(here.get_paginator("list_topics").paginate())
    assert [len(page["Topics"]) for page in pages] == [100, 3], [len(page["Topics"]) for page in pages]
    assert {topic["TopicArn"] for page in pages for topic in page["Topics"]} == created
    for topic in created:
        here.delete_topic(TopicArn=topic)
    assert here.list_topics()["Topics"] == []


@test
def attributes_tags_and_permissions_are_kept():
    topic = new_topic()
    sns.set_topic_attributes(TopicArn=topic, AttributeName="DisplayName", AttributeValue="größe & mehr")
    attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    assert attributes["DisplayName"] == "größe & mehr" and attributes["Owner"] == ACCOUNT, attributes
    assert json.loads(attributes["EffectiveDeliveryPolicy"])["http"]["defaultHealthyRetryPolicy"]["numRetries"] == 3, attributes
    sns.tag_resource(ResourceArn=topic, Tags=[{"Key": "team", "Value": "blue"}, {"Key": "stage", "Value": "test"}])
    sns.untag_resource(ResourceArn=topic, TagKeys=["stage"])
    assert sns.list_tags_for_resource(ResourceArn=topic)["Tags"] == [{"Key": "team", "Value": "blue"}]
    sns.add_permission(TopicArn=topic, Label="friends", AWSAccountId=["111122223333"], ActionName=["Publish"])
    statements = json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])["Statement"]
    assert [statement["Sid"] for statement in statements] == ["__default_statement_ID", "friends"], statements
    sns.remove_permission(TopicArn=topic, Label="friends")
    statements = json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])["Statement"]
    assert [statement["Sid"] for statement in statements] == ["__default_statement_ID"], statements


@test
def a_message_reaches_a_queue_in_its_envelope():
    topic = new_topic()
    url, subscription = subscribed(topic, raw=False)
    text = "größe <&> \"…\" 😀\n\t"
    published = sns.publish(
        TopicArn=topic,
        Message=text,
        Subject="hello",
        MessageAttributes={
            "number": {"DataType": "Number", "StringValue": "99.12"},
            "bytes": {"DataType": "Binary", "BinaryValue": b"\x02\x03\x04"},
        },
    )
    (message,) = receive(url, 1)
    envelope = json.loads(message["Body"])
    assert envelope["Type"] == "Notification" and envelope["TopicArn"] == topic, envelope
    assert envelope["Message"] == text and envelope["Subject"] == "hello", envelope
    assert envelope["MessageId"] == published["MessageId"] != message["MessageId"], envelope
    assert envelope["MessageAttributes"] == {
        "number": {"Type": "Number", "Value": "99.12"},
        "bytes": {"Type": "Binary", "Value": "AgME"},
    }, envelope
    assert envelope["SignatureVersion"] == "1" and envelope["Signature"], envelope
    assert envelope["UnsubscribeURL"] == f"{ENDPOINT}/?Action=Unsubscribe&SubscriptionArn={subscription}", envelope
    attributes = sns.get_subscription_attributes(SubscriptionArn=subscription)["Attributes"]
    assert attributes["ConfirmationWasAuthenticated"] == "true" and attributes["PendingConfirmation"] == "false", attributes


@test
def a_raw_message_keeps_its_attributes():
    topic = new_topic()
    url, _ = subscribed(topic)
    attributes = {
        "text": {"DataType": "String", "StringValue": "ein Wert & mehr"},
        "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
    }
    sns.publish(TopicArn=topic, Message="plain", MessageAttributes=attributes)
    (message,) = receive(url, 1)
    assert message["Body"] == "plain" and message["MessageAttributes"] == attributes, message


@test
def filters_choose_by_attributes_and_by_the_message():
    topic = new_topic()
    by_attributes, _ = subscribed(topic, FilterPolicy=json.dumps({"price": [{"numeric": [">=", 100]}]}))
    by_body, _ = subscribed(topic, FilterPolicyScope="MessageBody", FilterPolicy=json.dumps({"order": {"state": ["paid"]}}))
    everything, _ = subscribed(topic)

    def price(value):
        return {"price": {"DataType": "Number", "StringValue": value}}

    sns.publish(TopicArn=topic, Message='{"order":{"state":"open"}}', MessageAttributes=price("99.99"))
    sns.publish(TopicArn=topic, Message='{"order":{"state":"paid"}}', MessageAttributes=price("99.99"))
    sns.publish(TopicArn=topic, Message="dear", MessageAttributes=price("100"))
    receive(everything, 3)
    assert bodies(by_attributes, 1) == ["dear"]
    assert bodies(by_body, 1) == ['{"order":{"state":"paid"}}']
    six = json.dumps({key: ["x"] for key in "abcdef"})
    many = "Invalid parameter: Attributes Reason: FilterPolicy: Filter policy can not have more than 5 keys"
    refused("InvalidParameter", subscribe, topic=topic, queue_arn=new_queue()[1], FilterPolicy=six, message=many)


@test
def each_protocol_can_have_a_message_of_its_own():
    topic = new_topic()
    url, _ = subscribed(topic)
    sns.publish(TopicArn=topic, MessageStructure="json", Message=json.dumps({"default": "for all", "sqs": "for queues"}))
    assert bodies(url, 1) == ["for queues"]
    missing = "Invalid parameter: Message Structure - No default entry in JSON message body"
    refused("InvalidParameter", sns.publish, TopicArn=topic, MessageStructure="json", Message="{}", message=missing)


@test
def a_batch_is_published_or_refused_as_a_whole():
    topic = new_topic()
    url, _ = subscribed(topic)
    answer = sns.publish_batch(TopicArn=topic, PublishBatchRequestEntries=[{"Id": str(i), "Message": f"m{i}"} for i in range(10)])
    assert [entry["Id"] for entry in answer["Successful"]] == [str(i) for i in range(10)], answer
    assert answer["Failed"] == [], answer
    assert sorted(bodies(url, 10)) == [f"m{i}" for i in range(10)]
    batch, good = sns.publish_batch, {"Id": "good", "Message": "m"}
    refused("EmptyBatchRequest", batch, TopicArn=topic, PublishBatchRequestEntries=[])
    refused("BatchEntryIdsNotDistinct", batch, TopicArn=topic, PublishBatchRequestEntries=[good, good])
    refused("InvalidBatchEntryId", batch, TopicArn=topic, PublishBatchRequestEntries=[good, {"Id": "a b", "Message": "m"}])
    eleven = [{"Id": str(i), "Message": "m"} for i in range(11)]
    refused("TooManyEntriesInBatchRequest", batch, TopicArn=topic, PublishBatchRequestEntries=eleven)
    long = [{"Id": str(i), "Message": "m" * 200_000} for i in range(2)]
    refused("BatchRequestTooLong", batch, TopicArn=topic, PublishBatchRequestEntries=long)
    structured = {"Id": "json", "Message": "{}", "MessageStructure": "json"}
    refused("InvalidParameter", batch, TopicArn=topic, PublishBatchRequestEntries=[good, structured])
    sns.publish(TopicArn=topic, Message="last")
    assert bodies(url, 1) == ["last"]


@test
def a_fifo_topic_keeps_order_and_takes_a_duplicate_once():
    topic = new_fifo_topic(ContentBasedDeduplication="true")
    url, _ = subscribed(topic)
    answers = [sns.publish(TopicArn=topic, Message=text, MessageGroupId="g") for text in ("1", "2", "2", "3")]
    assert answers[1]["MessageId"] == answers[2]["MessageId"], answers
    numbers = [answers[i]["SequenceNumber"] for i in (0, 1, 3)]
    assert numbers == sorted(set(numbers)), numbers
    messages = receive(url, 3)
    assert [message["Body"] for message in messages] == ["1", "2", "3"], messages
    assert all(message["Attributes"]["MessageGroupId"] == "g" for message in messages), messages
    group = "Invalid parameter: The MessageGroupId parameter is required for FIFO topics"
    refused("InvalidParameter", sns.publish, TopicArn=topic, Message="m", message=group)


@test
def what_a_queue_that_is_gone_should_get_is_a_dead_letter():
    topic = new_topic()
    dead, dead_arn = new_queue()
    url, subscription = subscribed(topic, raw=False, RedrivePolicy=json.dumps({"deadLetterTargetArn": dead_arn}))
    sqs.delete_queue(QueueUrl=url)
    sns.publish(TopicArn=topic, Message="m", Subject="s")
    (letter,) = receive(dead, 1)
    envelope = json.loads(letter["Body"])
    assert envelope["Message"] == "m" and envelope["Subject"] == "s", envelope
    assert envelope["UnsubscribeURL"].endswith(subscription), envelope


@test
def an_endpoint_confirms_and_is_notified_and_unsubscribes_by_links():
    topic = new_topic()
    with Endpoint() as endpoint:
        subscription, _ = confirmed(endpoint, topic)
        published = sns.publish(TopicArn=topic, Message="größe", Subject="s")
        headers, body = endpoint.next()
        notification = json.loads(body)
        assert headers["x-amz-sns-message-type"] == "Notification", headers
        assert headers["x-amz-sns-message-id"] == notification["MessageId"] == published["MessageId"], headers
        assert headers["x-amz-sns-topic-arn"] == topic and headers["x-amz-sns-subscription-arn"] == subscription, headers
        assert headers["Content-Type"] == "text/plain; charset=UTF-8", headers
        assert headers["User-Agent"] == "Amazon Simple Notification Service Agent", headers
        assert notification["Message"] == "größe", notification
        assert "UnsubscribeResponse" in visit(notification["UnsubscribeURL"])
        assert sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"] == []
        refused("NotFound", sns.get_subscription_attributes, status=404, SubscriptionArn=subscription)


@test
def an_endpoint_can_have_messages_raw():
    topic = new_topic()
    with Endpoint() as endpoint:
        confirmed(endpoint, topic, RawMessageDelivery="true")
        sns.publish(TopicArn=topic, Message="plain")
        headers, body = endpoint.next()
        assert body == "plain" and headers["x-amz-sns-rawdelivery"] == "true", (headers, body)


def verify(message, fields):
    """AWS's recipe: names and values of these fields, a line each, signed by the key of the certificate."""
    signed = "".join(f"{field}\n{message[field]}\n" for field in fields if field in message)
    certificate = x509.load_pem_x509_certificate(visit(message["SigningCertURL"]).encode())
    digest = hashes.SHA1() if message["SignatureVersion"] == "1" else hashes.SHA256()
    certificate.public_key().verify(base64.b64decode(message["Signature"]), signed.encode(), padding.PKCS1v15(), digest)


def signatures_are_good():
    for version in ("1", "2"):
        topic = new_topic(SignatureVersion=version)
        with Endpoint() as endpoint:
            _, question = confirmed(endpoint, topic)
            verify(question, ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"])
            sns.publish(TopicArn=topic, Message="größe\n😀", Subject="s")
            notification = json.loads(endpoint.next()[1])
            assert notification["SignatureVersion"] == version, notification
            verify(notification, ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"])


if x509:
    test(signatures_are_good)


@test
def accounts_and_regions_are_separate():
    name = new_name()
    topics = [
        client("sns", access_key=account, region=region).create_topic(Name=name)["TopicArn"]
        for account, region in (("111111111111", "eu-central-1"), ("111111111111", "us-west-2"), ("222222222222", "eu-central-1"))
    ]
    assert topics == [
        f"arn:aws:sns:eu-central-1:111111111111:{name}",
        f"arn:aws:sns:us-west-2:111111111111:{name}",
        f"arn:aws:sns:eu-central-1:222222222222:{name}",
    ], topics
    listed = client("sns", access_key="222222222222", region="eu-central-1").list_topics()["Topics"]
    assert [topic["TopicArn"] for topic in listed] == [topics[2]], listed


@test
def a_queue_of_another_account_is_asked_first():
    topic = new_topic()
    theirs = client("sqs", access_key="222222222222")
    url, arn = new_queue(owner=theirs)
    assert subscribe(topic, arn) == "pending confirmation"
    (message,) = receive(url, 1, owner=theirs)
    question = json.loads(message["Body"])
    assert question["Type"] == "SubscriptionConfirmation" and question["TopicArn"] == topic, question
    subscription = client("sns", access_key="222222222222").confirm_subscription(TopicArn=topic, Token=question["Token"])["SubscriptionArn"]
    sns.publish(TopicArn=topic, Message="m")
    (message,) = receive(url, 1, owner=theirs)
    assert json.loads(message["Body"])["Message"] == "m", message
    sns.unsubscribe(SubscriptionArn=subscription)
    refused("InvalidParameter", sns.confirm_subscription, TopicArn=topic, Token="ab" * 144, message="Invalid parameter: Token")
    refused("InvalidParameter", sns.confirm_subscription, TopicArn=topic, Token="no token", message="Invalid token")


@test
def subscriptions_are_listed_in_pages():
    here = client("sns", access_key="333333333333")
    topic = here.create_topic(Name=new_name())["TopicArn"]
    for i in range(101):
        here.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=f"arn:aws:sqs:us-east-1:333333333333:q{i}")
    for pages in (
        here.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic),
        here.get_paginator("list_subscriptions").paginate(),
    ):
        endpoints = [subscription["Endpoint"] for page in pages for subscription in page["Subscriptions"]]
        assert len(endpoints) == len(set(endpoints)) == 101, endpoints


run_all()
