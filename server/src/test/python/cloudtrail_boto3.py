"""CloudTrail through boto3, and its digests through what the AWS command line checks them with: one TAP line a test.

The endpoint to test is in FOREBAY_ENDPOINT, the folder of the trail in FOREBAY_TRAIL; at least one digest is there.
"""

import base64
import glob
import gzip
import hashlib
import json
import os
import uuid

from botocore.exceptions import ClientError
from clients import client
from tap import run_all, test

TRAIL = os.environ["FOREBAY_TRAIL"]

cloudtrail = client("cloudtrail")


def events(**attribute):
    found = []
    pages = cloudtrail.get_paginator("lookup_events").paginate(
        LookupAttributes=[{"AttributeKey": key, "AttributeValue": value} for key, value in attribute.items()]
    )
    for page in pages:
        found += page["Events"]
    return found


@test
def a_call_is_found_at_once():
    name = "boto-" + uuid.uuid4().hex[:12]
    arn = client("sns").create_topic(Name=name)["TopicArn"]
    (event,) = events(ResourceName=arn)
    assert event["EventName"] == "CreateTopic" and event["ReadOnly"] == "false" and event["Username"] == "root", event
    record = json.loads(event["CloudTrailEvent"])
    assert record["eventVersion"] == "1.11" and record["eventID"] == event["EventId"], record
    assert record["requestParameters"] == {"name": name}, record
    assert record["responseElements"] == {"topicArn": arn}, record
    assert record["userIdentity"]["type"] == "Root" and record["recipientAccountId"] == "000000000000", record


@test
def queues_made_with_a_policy_are_found_by_name():
    name = "boto-" + uuid.uuid4().hex[:12]
    client("sqs").create_queue(QueueName=name, Attributes={"VisibilityTimeout": "7"})
    (event,) = events(ResourceName=name)
    assert json.loads(event["CloudTrailEvent"])["requestParameters"]["attributes"] == {"VisibilityTimeout": "7"}, event


@test
def bodies_are_nowhere():
    sqs = client("sqs")
    url = sqs.create_queue(QueueName="boto-" + uuid.uuid4().hex[:12])["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="the body of this message")
    assert not any("the body of" in event["CloudTrailEvent"] for event in events(EventSource="sqs.amazonaws.com"))
    files = [json.load(gzip.open(path)) for path in glob.glob(TRAIL + "/AWSLogs/*/CloudTrail/*/*/*/*/*.json.gz")]
    assert files and all("Records" in file for file in files)
    assert "the body of" not in json.dumps(files)


@test
def refusals_are_recorded():
    try:
        client("sns").get_topic_attributes(TopicArn="arn:aws:sns:us-east-1:000000000000:absent")
        raise AssertionError("there is such a topic")
    except ClientError as refused:
        request = refused.response["ResponseMetadata"]["RequestId"]
    records = [json.loads(event["CloudTrailEvent"]) for event in events(EventName="GetTopicAttributes")]
    (record,) = [record for record in records if record["requestID"] == request]
    assert record["errorCode"] == "NotFound" and record["responseElements"] is None, record


@test
def trails_are_refused_by_name():
    try:
        cloudtrail.create_trail(Name="trail", S3BucketName="bucket")
        raise AssertionError("made")
    except ClientError as refused:
        assert "CreateTrail" in refused.response["Error"]["Message"], refused.response


@test
def the_command_lines_own_validator_takes_our_digests():
    from awscli.customizations.cloudtrail.validation import Sha256RSADigestValidator

    keys = {key["Fingerprint"]: key["Value"] for key in cloudtrail.list_public_keys()["PublicKeyList"]}
    digests = glob.glob(TRAIL + "/AWSLogs/*/CloudTrail-Digest/*/*/*/*/*.json.gz")
    assert digests
    for path in digests:
        inflated = gzip.open(path).read()
        digest = json.loads(inflated)
        digest["_signature"] = json.load(open(path + ".signature"))["signature"]
        key = base64.b64encode(keys[digest["digestPublicKeyFingerprint"]])
        Sha256RSADigestValidator().validate(digest["digestS3Bucket"], digest["digestS3Object"], key, digest, inflated)
        assert digest["logFiles"]
        for log in digest["logFiles"]:
            content = gzip.open(os.path.join(TRAIL, log["s3Object"])).read()
            assert hashlib.sha256(content).hexdigest() == log["hashValue"], log


run_all()
