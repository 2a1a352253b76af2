"""Has botocore 1.29 (Debian bookworm) read the answers that the tests of the Query protocol compare with, and shows what it saw.

    /usr/bin/python3 src/test/tools/read_with_botocore.py
"""
import pathlib

import botocore
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.parsers import create_parser

ANSWERS = pathlib.Path(__file__).parent.parent / "resources/dev/forebay/wire"
ERROR = (b'<ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error><Type>Sender</Type><Code>OverLimit</Code>'
         b'<Message>a&lt;b</Message><Detail></Detail></Error><RequestId>req-1</RequestId></ErrorResponse>')
EMPTY = (b'<ReceiveMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><ReceiveMessageResult></ReceiveMessageResult>'
         b'<ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></ReceiveMessageResponse>')
NOT_VERIFIED = (b'<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>VerificationException</Code>'
                b'<Message>no</Message><Status>Pending</Status></Error><RequestId>req-1</RequestId></ErrorResponse>')

assert botocore.__version__.startswith("1.29"), botocore.__version__


def read(service, operation, xml, status=200):
    model = ServiceModel(Loader().load_service_model(service, "service-2"))
    assert model.metadata["protocol"] == "query"
    shape = model.operation_model(operation).output_shape
    print(operation, create_parser("query").parse({"body": xml, "headers": {}, "status_code": status}, shape))


for service, answers in (("sqs", "query-answers.txt"), ("sns", "sns-answers.txt")):
    for line in (ANSWERS / answers).read_text(encoding="utf-8").splitlines():
        operation, xml = line.split(" ", 1)
        read(service, operation, xml.encode())
read("sqs", "ReceiveMessage", EMPTY)
read("sqs", "ReceiveMessage", ERROR, 403)
read("sns", "VerifySMSSandboxPhoneNumber", NOT_VERIFIED, 400)
