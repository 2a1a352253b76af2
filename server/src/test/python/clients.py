"""What the test scripts in Python share: boto3's clients of the server whose endpoint is in FOREBAY_ENDPOINT. Nobody's credentials, unless told."""

import os

import boto3
from botocore.config import Config

ENDPOINT = os.environ["FOREBAY_ENDPOINT"]


def client(service, access_key="test", secret="test", token=None, region="us-east-1", retries=1, **config):
    return boto3.client(
        service,
        endpoint_url=ENDPOINT,
        region_name=region,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(retries={"max_attempts": retries}, **config),
    )
