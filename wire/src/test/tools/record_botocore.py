"""Records what botocore 1.29 (Debian bookworm) sends to SQS or SNS, one request a line: operation, path, form.

Old clients speak the Query protocol to SQS, all clients to SNS; QueryProtocolTest and SnsProtocolTest replay their
requests. Run where that botocore is installed:

    /usr/bin/python3 src/test/tools/record_botocore.py sqs > src/test/resources/dev/forebay/wire/botocore-1.29-requests.txt
    /usr/bin/python3 src/test/tools/record_botocore.py sns > src/test/resources/dev/forebay/wire/botocore-1.29-sns-requests.txt
"""
import sys
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

SQS_CALLS = [
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

TOPIC = "arn:aws:sns:eu-west-1:000000000000:orders"
SUBSCRIPTION = TOPIC + ":6b1ff21c-8a1b-4f6c-9a33-5f4cf2a1a0d1"
PLATFORM = "arn:aws:sns:eu-west-1:000000000000:app/GCM/shop"
ENDPOINT = "arn:aws:sns:eu-west-1:000000000000:endpoint/GCM/shop/5e3e9847-3183-3f18-a7e8-671c3a57d4b3"
PHONE = "+15550100"
TAGS = [dict(Key="k 1", Value="v&1"), dict(Key="k2", Value="")]

SNS_CALLS = [
    ("add_permission", dict(TopicArn=TOPIC, Label="l", AWSAccountId=["111111111111", "222222222222"], ActionName=["Publish", "Subscribe"])),
    ("check_if_phone_number_is_opted_out", dict(phoneNumber=PHONE)),
    ("confirm_subscription", dict(TopicArn=TOPIC, Token="t+/=", AuthenticateOnUnsubscribe="true")),
    ("create_platform_application", dict(Name="shop", Platform="GCM", Attributes={"PlatformCredential": "secret", "PlatformPrincipal": ""})),
    ("create_platform_endpoint", dict(PlatformApplicationArn=PLATFORM, Token="t", CustomUserData="u", Attributes={"Enabled": "true"})),
    ("create_sms_sandbox_phone_number", dict(PhoneNumber=PHONE, LanguageCode="de-DE")),
    ("create_topic", dict(Name="orders.fifo", Attributes={"FifoTopic": "true", "Policy": "{\"a\":\"b\"}"}, Tags=TAGS, DataProtectionPolicy="{}")),
    ("delete_endpoint", dict(EndpointArn=ENDPOINT)),
    ("delete_platform_application", dict(PlatformApplicationArn=PLATFORM)),
    ("delete_sms_sandbox_phone_number", dict(PhoneNumber=PHONE)),
    ("delete_topic", dict(TopicArn=TOPIC)),
    ("get_data_protection_policy", dict(ResourceArn=TOPIC)),
    ("get_endpoint_attributes", dict(EndpointArn=ENDPOINT)),
    ("get_platform_application_attributes", dict(PlatformApplicationArn=PLATFORM)),
    ("get_sms_attributes", dict(attributes=["DefaultSMSType", "MonthlySpendLimit"])),
    ("get_sms_sandbox_account_status", dict()),
    ("get_subscription_attributes", dict(SubscriptionArn=SUBSCRIPTION)),
    ("get_topic_attributes", dict(TopicArn=TOPIC)),
    ("list_endpoints_by_platform_application", dict(PlatformApplicationArn=PLATFORM, NextToken="t")),
    ("list_origination_numbers", dict(NextToken="t", MaxResults=30)),
    ("list_phone_numbers_opted_out", dict(nextToken="t")),
    ("list_platform_applications", dict(NextToken="t")),
    ("list_sms_sandbox_phone_numbers", dict(NextToken="t", MaxResults=100)),
    ("list_subscriptions", dict(NextToken="t")),
    ("list_subscriptions_by_topic", dict(TopicArn=TOPIC, NextToken="t")),
    ("list_tags_for_resource", dict(ResourceArn=TOPIC)),
    ("list_topics", dict()),
    ("opt_in_phone_number", dict(phoneNumber=PHONE)),
    ("publish", dict(TopicArn=TOPIC, Message=BODY, Subject="s", MessageStructure="json", MessageAttributes=ATTRIBUTES, MessageDeduplicationId="d", MessageGroupId="g")),
    ("publish", dict(TargetArn=ENDPOINT, Message="m")),
    ("publish", dict(PhoneNumber=PHONE, Message="m")),
    ("publish_batch", dict(TopicArn=TOPIC, PublishBatchRequestEntries=[dict(Id="a", Message="1", MessageAttributes=ATTRIBUTES), dict(Id="b", Message="2", Subject="s", MessageStructure="json", MessageDeduplicationId="d", MessageGroupId="g")])),
    ("put_data_protection_policy", dict(ResourceArn=TOPIC, DataProtectionPolicy="{}")),
    ("remove_permission", dict(TopicArn=TOPIC, Label="l")),
    ("set_endpoint_attributes", dict(EndpointArn=ENDPOINT, Attributes={"Enabled": "false"})),
    ("set_platform_application_attributes", dict(PlatformApplicationArn=PLATFORM, Attributes={"EventEndpointCreated": TOPIC})),
    ("set_sms_attributes", dict(attributes={"DefaultSMSType": "Transactional"})),
    ("set_subscription_attributes", dict(SubscriptionArn=SUBSCRIPTION, AttributeName="FilterPolicy", AttributeValue="{\"a\": [1]}")),
    ("set_topic_attributes", dict(TopicArn=TOPIC, AttributeName="DisplayName", AttributeValue="")),
    ("subscribe", dict(TopicArn=TOPIC, Protocol="sqs", Endpoint="arn:aws:sqs:eu-west-1:000000000000:orders", Attributes={"RawMessageDelivery": "true"}, ReturnSubscriptionArn=True)),
    ("tag_resource", dict(ResourceArn=TOPIC, Tags=TAGS)),
    ("tag_resource", dict(ResourceArn=TOPIC, Tags=[])),
    ("unsubscribe", dict(SubscriptionArn=SUBSCRIPTION)),
    ("untag_resource", dict(ResourceArn=TOPIC, TagKeys=["a", "b"])),
    ("verify_sms_sandbox_phone_number", dict(PhoneNumber=PHONE, OneTimePassword="123456")),
]


def main(service):
    calls = {"sqs": SQS_CALLS, "sns": SNS_CALLS}[service]
    client = botocore.session.get_session().create_client(
        service, region_name="us-east-1", endpoint_url="http://localhost:4566", aws_access_key_id="a", aws_secret_access_key="b")

    def record(request, **_):
        path = urllib.parse.urlsplit(request.url).path
        body = request.body.decode() if isinstance(request.body, bytes) else request.body
        print(body.split("&")[0].split("=")[1], path or "/", body)
        return AWSResponse(request.url, 400, {}, None)

    client.meta.events.register("before-send." + service, record)
    for method, arguments in calls:
        try:
            getattr(client, method)(**arguments)
        except Exception:  # nothing answers: the request is all that matters
            pass


main(sys.argv[1])
