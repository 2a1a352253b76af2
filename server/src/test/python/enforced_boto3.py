"""boto3 against a server that verifies signatures: prints one TAP line a test. FOREBAY_TEST_KEY and FOREBAY_TEST_SECRET are the root's."""

import datetime
import os
import urllib.error
import urllib.request

import clients
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from clients import ENDPOINT
from tap import run_all, test

KEY = os.environ["FOREBAY_TEST_KEY"]
SECRET = os.environ["FOREBAY_TEST_SECRET"]


def client(service, key=KEY, secret=SECRET, token=None):
    return clients.client(service, key, secret, token, region="eu-west-1", retries=0)


def refusal(call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"]["Message"]
    raise AssertionError("not refused")


def answer(request):
    """Status and body, errors among them."""
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def signed(body, at=None, key=KEY, secret=SECRET):
    """A signed SendMessage-like request in the Query protocol, which the tests then change."""
    request = AWSRequest("POST", ENDPOINT + "/", {"Content-Type": "application/x-www-form-urlencoded"}, body)
    signer = SigV4Auth(Credentials(key, secret), "sqs", "eu-west-1")
    if at is None:
        signer.add_auth(request)
    else:
        request.context["timestamp"] = at.strftime("%Y%m%dT%H%M%SZ")
        request.headers["X-Amz-Date"] = request.context["timestamp"]
        request.headers["Authorization"] = ", ".join([
            "AWS4-HMAC-SHA256 Credential=" + signer.scope(request),
            "SignedHeaders=" + signer.signed_headers(signer.headers_to_sign(request)),
            "Signature=" + signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request),
        ])
    return urllib.request.Request(ENDPOINT + "/", body.encode(), dict(request.headers.items()))


@test
def the_root_may_use_queues_topics_and_streams():
    queue = client("sqs").create_queue(QueueName="größe-1".encode("ascii", "ignore").decode())["QueueUrl"]
    client("sqs").send_message(QueueUrl=queue, MessageBody="grün & <blau>", MessageAttributes={"a": {"DataType": "String", "StringValue": "ü"}})
    assert client("sqs").receive_message(QueueUrl=queue)["Messages"][0]["Body"] == "grün & <blau>"
    assert client("sns").create_topic(Name="orders")["TopicArn"].endswith(":orders")
    client("kinesis").create_stream(StreamName="clicks", ShardCount=1)
    assert client("kinesis").list_streams()["StreamNames"] == ["clicks"]


@test
def the_root_may_use_tables_and_metrics():
    assert client("dynamodb").list_tables()["TableNames"] == []
    client("cloudwatch").put_metric_data(Namespace="n", MetricData=[{"MetricName": "m" * 200, "Value": v} for v in range(200)])
    assert client("cloudwatch").list_metrics()["Metrics"][0]["Namespace"] == "n"


@test
def a_wrong_secret_is_refused_by_each_services_own_name():
    assert refusal(lambda: client("sqs", secret="wrong").list_queues())[:2] == ("SignatureDoesNotMatch", 403)
    assert refusal(lambda: client("sns", secret="wrong").list_topics())[:2] == ("SignatureDoesNotMatch", 403)
    assert refusal(lambda: client("kinesis", secret="wrong").list_streams())[:2] == ("InvalidSignatureException", 400)
    assert refusal(lambda: client("dynamodb", secret="wrong").list_tables())[:2] == ("InvalidSignatureException", 400)


@test
def an_unknown_key_is_refused_by_each_services_own_name():
    assert refusal(lambda: client("sqs", key="AKIAIOSFODNN7EXAMPLE").list_queues())[:2] == ("InvalidClientTokenId", 403)
    assert refusal(lambda: client("kinesis", key="AKIAIOSFODNN7EXAMPLE").list_streams())[:2] == ("UnrecognizedClientException", 400)
    assert refusal(lambda: client("sqs", token="made-up").list_queues())[:2] == ("InvalidClientTokenId", 403)


@test
def a_signature_of_an_hour_ago_has_expired():
    past = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)
    status, body = answer(signed("Action=ListQueues&Version=2012-11-05", past))
    assert status == 403 and "Signature expired: " in body and " - 15 min.)" in body, body


@test
def a_signature_of_an_hour_ahead_is_not_current():
    ahead = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
    status, body = answer(signed("Action=ListQueues&Version=2012-11-05", ahead))
    assert status == 403 and "Signature not yet current: " in body and " + 15 min.)" in body, body


@test
def another_body_than_was_signed_is_refused():
    request = signed("Action=ListQueues&Version=2012-11-05")
    assert answer(request)[0] == 200
    request.data = b"Action=CreateQueue&QueueName=stolen&Version=2012-11-05"
    status, body = answer(request)
    assert status == 403 and "<Code>SignatureDoesNotMatch</Code>" in body and "The Canonical String for this request should have been" in body, body


@test
def a_presigned_url_is_good_for_what_was_signed():
    url = client("sns").generate_presigned_url("list_topics", ExpiresIn=60, HttpMethod="GET")
    status, body = answer(url)
    assert status == 200 and "ListTopicsResponse" in body, body
    status, body = answer(url.replace("Action=ListTopics", "Action=ListSubscriptions"))
    assert status == 403 and "SignatureDoesNotMatch" in body, body
    status, body = answer(url.replace("X-Amz-Expires=60", "X-Amz-Expires=600000"))
    assert status == 403 and "SignatureDoesNotMatch" in body, body


@test
def a_presigned_url_receives_from_a_queue():
    queue = client("sqs").create_queue(QueueName="presigned")["QueueUrl"]
    client("sqs").send_message(QueueUrl=queue, MessageBody="by URL")
    from botocore.auth import SigV4QueryAuth
    request = AWSRequest("GET", queue + "?Action=ReceiveMessage&Version=2012-11-05")
    SigV4QueryAuth(Credentials(KEY, SECRET), "sqs", "eu-west-1", expires=60).add_auth(request)
    status, body = answer(request.url)
    assert status == 200 and "<Body>by URL</Body>" in body, body


@test
def a_presigned_url_that_has_expired_is_refused():
    from botocore.auth import SigV4QueryAuth
    import time
    request = AWSRequest("GET", ENDPOINT + "/?Action=ListQueues&Version=2012-11-05")
    SigV4QueryAuth(Credentials(KEY, SECRET), "sqs", "eu-west-1", expires=1).add_auth(request)
    time.sleep(2.2)
    status, body = answer(request.url)
    assert status == 403 and "Signature expired: " in body and " - 1 sec.)" in body, body


@test
def who_does_not_sign_is_refused():
    status, body = answer(ENDPOINT + "/?Action=ListQueues&Version=2012-11-05")
    assert status == 403 and "<Code>MissingAuthenticationToken</Code>" in body, body
    status, body = answer(ENDPOINT + "/?Action=GetCallerIdentity&Version=2011-06-15")
    assert status == 403 and "<Code>MissingAuthenticationToken</Code>" in body, body
    request = urllib.request.Request(ENDPOINT, b"{}", {"X-Amz-Target": "DynamoDB_20120810.ListTables", "Content-Type": "application/x-amz-json-1.0"})
    status, body = answer(request)
    assert status == 400 and "MissingAuthenticationTokenException" in body, body


@test
def only_health_is_told_to_strangers():
    assert answer(ENDPOINT + "/_forebay/health")[0] == 200
    assert answer(ENDPOINT + "/_forebay/outbox")[0] == 404
    assert answer(ENDPOINT + "/_forebay/deliveries")[0] == 404


run_all()
