"""Has botocore 1.29 (Debian bookworm) read the answers that QueryProtocolTest compares with, and shows what it saw.

    /usr/bin/python3 src/test/tools/read_with_botocore.py
"""
import pathlib

import botocore
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.parsers import create_parser

ANSWERS = pathlib.Path(__file__).parent.parent / "resources/dev/forebay/wire/query-answers.txt"
ERROR = (b'<ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error><Type>Sender</Type><Code>OverLimit</Code>'
         b'<Message>a&lt;b</Message><Detail></Detail></Error><RequestId>req-1</RequestId></ErrorResponse>')
EMPTY = (b'<ReceiveMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><ReceiveMessageResult></ReceiveMessageResult>'
         b'<ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></ReceiveMessageResponse>')

model = ServiceModel(Loader().load_service_model("sqs", "service-2"))
assert botocore.__version__.startswith("1.29") and model.metadata["protocol"] == "query", botocore.__version__


def read(operation, xml, status=200):
    shape = model.operation_model(operation).output_shape
    print(operation, create_parser("query").parse({"body": xml, "headers": {}, "status_code": status}, shape))


for line in ANSWERS.read_text(encoding="utf-8").splitlines():
    operation, xml = line.split(" ", 1)
    read(operation, xml.encode())
read("ReceiveMessage", EMPTY)
read("ReceiveMessage", ERROR, 403)
