"""Records what botocore 1.29 (Debian bookworm) sends to SQS, one request a line: operation, path, form.

Old clients speak the Query protocol; QueryProtocolTest replays their requests. Run where that botocore is installed:

    /usr/bin/python3 src/test/tools/record_botocore.py > src/test/resources/dev/forebay/wire/botocore-1.29-requests.txt
"""
import urllib.parse

import botocore.session
from botocore.awsrequest import AWSResponse

QUEUE = "http://localhost:4566/000000000000/orders"
BODY = "a<b> & \"c\" caf\u00e9 \U0001f600\r\n\t+%"
ATTRIBUTES = {
    "Text": {"DataType": "String", "StringValue": "x y"},
    "Bytes": {"DataType": "Binary", "BinaryValue": b"\x00\x01\xff"},
}
TRACE = {"AWSTraceHeader": {"DataType": "String", "StringValue": "Root=1"}}

CALLS = [
    ("add_permission", dict(QueueUrl=QUEUE, Label="l", AWSAccountIds=["111111111111", "222222222222"], Actions=["SendMessage", "*"])),
    ("change_message_visibility", dict(QueueUrl=QUEUE, ReceiptHandle="r+/=", VisibilityTimeout=0)),
    ("change_message_visibility_batch", dict(QueueUrl=QUEUE, Entries=[dict(Id="a", ReceiptHandle="1", VisibilityTimeout=5), dict(Id="b", ReceiptHandle="2")])),
    ("create_queue", dict(QueueName="orders", Attributes={"DelaySeconds": "1", "Policy": "{\"a\":\"b\"}"}, tags={"k 1": "v&1", "k2": ""})),
    ("delete_message", dict(QueueUrl=QUEUE, ReceiptHandle="r")),
    ("delete_message_batch", dict(QueueUrl=QUEUE, Entries=[dict(Id=str(i), ReceiptHandle="r%d" % i) for i in range(1, 11)])),
    ("delete_queue", dict(QueueUrl=QUEUE)),
    ("get_queue_attributes", dict(QueueUrl=QUEUE, AttributeNames=["All"])),
    ("get_queue_url", dict(QueueName="orders", QueueOwnerAWSAccountId="111111111111")),
    ("list_dead_letter_source_queues", dict(QueueUrl=QUEUE, NextToken="t", MaxResults=7)),
    ("list_queue_tags", dict(QueueUrl=QUEUE)),
    ("list_queues", dict(QueueNamePrefix="o", MaxResults=3)),
    ("purge_queue", dict(QueueUrl=QUEUE)),
    ("receive_message", dict(QueueUrl=QUEUE, AttributeNames=["All", "SenderId"], MessageAttributeNames=["a.*", "b"], MaxNumberOfMessages=10, VisibilityTimeout=1, WaitTimeSeconds=2, ReceiveRequestAttemptId="x")),
    ("remove_permission", dict(QueueUrl=QUEUE, Label="l")),
    ("send_message", dict(QueueUrl=QUEUE, MessageBody=BODY, DelaySeconds=3, MessageAttributes=ATTRIBUTES, MessageSystemAttributes=TRACE, MessageDeduplicationId="d", MessageGroupId="g")),
    ("send_message_batch", dict(QueueUrl=QUEUE, Entries=[dict(Id="a", MessageBody="1", MessageAttributes=ATTRIBUTES), dict(Id="b", MessageBody="2", DelaySeconds=1, MessageSystemAttributes=TRACE)])),
    ("set_queue_attributes", dict(QueueUrl=QUEUE, Attributes={"RedrivePolicy": "{}"})),
    ("tag_queue", dict(QueueUrl=QUEUE, Tags={"a": "1", "b": "2"})),
    ("untag_queue", dict(QueueUrl=QUEUE, TagKeys=["a", "b"])),
]


def main():
    client = botocore.session.get_session().create_client(
        "sqs", region_name="us-east-1", endpoint_url="http://localhost:4566", aws_access_key_id="a", aws_secret_access_key="b")

    def record(request, **_):
        path = urllib.parse.urlsplit(request.url).path
        body = request.body.decode() if isinstance(request.body, bytes) else request.body
        print(body.split("&")[0].split("=")[1], path or "/", body)
        return AWSResponse(request.url, 400, {}, None)

    client.meta.events.register("before-send.sqs", record)
    for method, arguments in CALLS:
        try:
            getattr(client, method)(**arguments)
        except Exception:  # nothing answers: the request is all that matters
            pass


main()
