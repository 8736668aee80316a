"""Amazon's side of the wire, answered by hand: for the fixture `account`, and for the replies of its operations."""

import json
import uuid
from dataclasses import dataclass, field

from botocore.awsrequest import AWSResponse

from helpers import aws
from helpers.practice.service import Response


def response(request, body, status=200, headers=()):
    """What botocore takes for the network's answer."""
    whole = {"x-amzn-RequestId": str(uuid.UUID(int=7)), **dict(headers)}
    return AWSResponse(request.url, status, whole, aws.Raw(Response(status, whole, body)))


@dataclass
class Aws:
    """Amazon's side of the wire: what each operation answers (status, headers, body), or the exception it ends in.

    The clients are real: they serialize, sign, retry and parse. Only what would leave the machine is answered here.
    """

    answers: dict = field(default_factory=dict)
    requests: list = field(default_factory=list)  # (operation, request), in order
    before: object = None  # called just before an answer

    def answer(self, operation, body, status=200, **headers):
        self.answers[operation] = (status, headers, body if isinstance(body, bytes) else body.encode())

    def refuse(self, operation, status, code, message):
        """An error in the form of Bedrock's."""
        kind = {"x-amzn-ErrorType": f"{code}:http://internal.amazon.com/coral/com.amazon.bedrock/"} if code else {}
        self.answer(operation, json.dumps({"message": message}), status, **kind)

    def handle(self, request, event_name, **_):
        operation = event_name.rsplit(".", 1)[-1]
        self.requests.append((operation, request))
        if self.before:
            self.before()
        answer = self.answers[operation]
        if isinstance(answer, BaseException):
            raise answer
        status, headers, body = answer
        return response(request, body, status, headers)


def arn_reply(arn):
    return (
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>'
        f"<Arn>{arn}</Arn><UserId>AROA:session</UserId><Account>111122223333</Account>"
        "</GetCallerIdentityResult></GetCallerIdentityResponse>"
    )


def availability(**more):
    return json.dumps(
        {
            "modelId": "stability.sd3-5-large-v1:0",
            "agreementAvailability": {"status": "AVAILABLE"},
            "authorizationStatus": "AUTHORIZED",
            "entitlementAvailability": "AVAILABLE",
            "regionAvailability": "AVAILABLE",
        }
        | more
    )


ARN = "arn:aws:bedrock:us-west-2::foundation-model/"


def listing(*ids, **more):
    """more: of each summary, such as modelLifecycle."""
    return json.dumps({"modelSummaries": [{"modelArn": ARN + name, "modelId": name} | more for name in ids]})


def profiles(*ids, token=None, **more):
    """A page of inference profiles that lead to these models."""
    found = [
        {"inferenceProfileId": f"us.{name}", "status": "ACTIVE", "models": [{"modelArn": ARN + name}]} | more
        for name in ids
    ]
    return json.dumps({"inferenceProfileSummaries": found} | ({"nextToken": token} if token else {}))
