"""The control plane over boto3's own clients: which models there are, which of them an account may use, who one is."""

import json

import boto3
import botocore.session
import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

from helpers import aws
from helpers.practice import service
from helpers.practice.families import FAMILIES
from helpers.practice.service import Rules
from tests.practice.wire import headers

SD35, INPAINT, NOVA = "stability.sd3-5-large-v1:0", "stability.stable-image-inpaint-v1:0", "amazon.nova-canvas-v1:0"


@pytest.fixture
def client(service_models):
    """Makes boto3's client of a service; its requests are answered here, and never leave."""

    def make(name="bedrock", region="us-west-2", rules=None):
        core = botocore.session.Session()
        core.register_component("data_loader", service_models)
        session = boto3.Session("AKID", "secret", region_name=region, botocore_session=core)

        def answer(request, **_):
            given = {k: v.decode() if isinstance(v, bytes) else str(v) for k, v in request.headers.items()}
            body = request.body or b""
            body = body.encode() if isinstance(body, str) else body
            found = service.answer(request.method, request.url, given, body, rules)
            return AWSResponse(request.url, found.status, found.headers, aws.Raw(found))

        session.events.register_first("before-send", answer)
        return session.client(name)

    return make


def ids(found):
    return [model["modelId"] for model in found["modelSummaries"]]


def code(call):
    with pytest.raises(ClientError) as caught:
        call()
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def test_the_image_models_of_a_region(client):
    found = client().list_foundation_models(byOutputModality="IMAGE")
    assert len(ids(found)) == 16
    large = next(model for model in found["modelSummaries"] if model["modelId"] == SD35)
    assert large == {
        "modelArn": f"arn:aws:bedrock:us-west-2::foundation-model/{SD35}",
        "modelId": SD35,
        "modelName": "Stable Diffusion 3.5 Large",
        "providerName": "Stability AI",
        "inputModalities": ["TEXT", "IMAGE"],
        "outputModalities": ["IMAGE"],
        "responseStreamingSupported": False,
        "customizationsSupported": [],
        "inferenceTypesSupported": ["ON_DEMAND"],
        "modelLifecycle": {"status": "ACTIVE"},
    }


@pytest.mark.parametrize(
    ("region", "count"), [("us-west-2", 16), ("us-east-1", 13), ("us-east-2", 13), ("eu-west-1", 0)]
)
def test_other_regions_have_others(client, region, count):
    assert len(ids(client(region=region).list_foundation_models(byOutputModality="IMAGE"))) == count


def test_retired_models_have_left_the_list(client):
    listed = set(ids(client().list_foundation_models()))
    assert not listed & {name for name, served in FAMILIES.items() if served.retired}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 18),
        ({"byOutputModality": "TEXT"}, 1),
        ({"byOutputModality": "EMBEDDING"}, 1),
        ({"byInferenceType": "ON_DEMAND"}, 5),
        ({"byInferenceType": "PROVISIONED"}, 0),
        ({"byProvider": "stability ai"}, 16),
        ({"byProvider": "Amazon"}, 2),
        ({"byProvider": "Nobody"}, 0),
        ({"byCustomizationType": "FINE_TUNING"}, 0),
        ({"byProvider": "Stability AI", "byInferenceType": "ON_DEMAND"}, 3),
    ],
)
def test_filters(client, query, count):
    assert len(ids(client().list_foundation_models(**query))) == count


def test_a_filter_that_there_is_not(client):
    assert code(lambda: client().list_foundation_models(byOutputModality="SMELL"))[0] == "ValidationException"


@pytest.mark.parametrize("name", [SD35, f"arn:aws:bedrock:us-west-2::foundation-model/{SD35}", "amazon.nova-lite-v1:0"])
def test_one_model(client, name):
    found = client().get_foundation_model(modelIdentifier=name)["modelDetails"]
    assert found["modelId"] == name.rpartition("/")[2]


@pytest.mark.parametrize("name", [NOVA, "stability.sd9-v1:0"])
def test_a_model_that_is_gone_or_never_was(client, name):
    message = "Could not resolve the foundation model from the provided model identifier."
    for call in (
        lambda: client().get_foundation_model(modelIdentifier=name),
        lambda: client().get_foundation_model_availability(modelId=name),
    ):
        assert code(call) == ("ResourceNotFoundException", message)


STATES = {
    None: ("AVAILABLE", "AUTHORIZED", "AVAILABLE", "AVAILABLE"),
    "no-agreement": ("NOT_AVAILABLE", "AUTHORIZED", "AVAILABLE", "AVAILABLE"),
    "not-authorized": ("AVAILABLE", "NOT_AUTHORIZED", "AVAILABLE", "AVAILABLE"),
    "not-entitled": ("AVAILABLE", "AUTHORIZED", "NOT_AVAILABLE", "AVAILABLE"),
    "absent": ("AVAILABLE", "AUTHORIZED", "AVAILABLE", "NOT_AVAILABLE"),
    "legacy": ("AVAILABLE", "AUTHORIZED", "AVAILABLE", "AVAILABLE"),
}


@pytest.mark.parametrize(("state", "answers"), STATES.items())
def test_what_an_account_may_use(client, state, answers):
    rules = Rules(account={SD35: state} if state else {})
    found = client(rules=rules).get_foundation_model_availability(modelId=SD35)
    names = ("authorizationStatus", "entitlementAvailability", "regionAvailability")
    assert (found["agreementAvailability"]["status"], *(found[name] for name in names)) == answers
    assert found["modelId"] == SD35


def test_a_model_on_its_way_out_is_listed_as_such(client):
    found = client(rules=Rules(account={SD35: "legacy"})).list_foundation_models(byOutputModality="IMAGE")
    states = {model["modelId"]: model["modelLifecycle"]["status"] for model in found["modelSummaries"]}
    assert [name for name, state in states.items() if state == "LEGACY"] == [SD35]


CALLS = {
    "absent": (400, "The provided model identifier is invalid."),
    "legacy": (404, "Access denied. This Model is marked by provider as Legacy"),
    "not-authorized": (403, "You don't have access to the model with the specified model ID."),
}


@pytest.mark.parametrize(("state", "said"), CALLS.items())
def test_calls_agree_with_the_lists(state, said):
    answer = service.answer("POST", f"/model/{SD35}/invoke", headers(), b"{}", Rules(account={SD35: state}))
    assert answer.status == said[0]
    assert json.loads(answer.body)["message"].startswith(said[1])


def test_inference_profiles(client):
    found = client().list_inference_profiles()["inferenceProfileSummaries"]
    assert len(found) == 13
    inpaint = next(profile for profile in found if profile["inferenceProfileId"] == f"us.{INPAINT}")
    assert (inpaint["status"], inpaint["type"]) == ("ACTIVE", "SYSTEM_DEFINED")
    assert [model["modelArn"] for model in inpaint["models"]] == [
        f"arn:aws:bedrock:{region}::foundation-model/{INPAINT}" for region in ("us-east-1", "us-east-2", "us-west-2")
    ]
    for name in (inpaint["inferenceProfileId"], inpaint["inferenceProfileArn"]):
        one = client().get_inference_profile(inferenceProfileIdentifier=name)
        assert one["inferenceProfileArn"] == inpaint["inferenceProfileArn"]
    assert client().list_inference_profiles(typeEquals="APPLICATION")["inferenceProfileSummaries"] == []


@pytest.mark.parametrize("size", [1, 5, 13, 1000])
def test_pages(client, size):
    pages = client().get_paginator("list_inference_profiles").paginate(PaginationConfig={"PageSize": size})
    found = [profile["inferenceProfileId"] for page in pages for profile in page["inferenceProfileSummaries"]]
    assert len(found) == len(set(found)) == 13


@pytest.mark.parametrize(
    "query", ["type=OTHER", "maxResults=0", "maxResults=x", "maxResults=1001", "nextToken=x", "nextToken=LTE="]
)
def test_odd_questions(query):
    answer = service.answer("GET", f"/inference-profiles?{query}", headers(), b"")
    assert (answer.status, answer.headers["x-amzn-ErrorType"].split(":")[0]) == (400, "ValidationException")


def test_a_profile_that_there_is_not(client):
    for region, name in (("us-west-2", f"us.{SD35}"), ("eu-west-1", f"us.{INPAINT}")):
        assert code(lambda r=region, n=name: client(region=r).get_inference_profile(inferenceProfileIdentifier=n))[
            0
        ] == ("ResourceNotFoundException")


def test_who_one_is(client):
    found = client("sts").get_caller_identity()
    assert found["Arn"] == "arn:aws:sts::123456789012:assumed-role/Practice/learner"
    assert found["Account"] == "123456789012"


@pytest.mark.parametrize("path", ["/foundation-models", "/inference-profiles", "/foundation-model-availability/x"])
def test_nobody_asks_without_a_signature(path):
    answer = service.answer("GET", path, {}, b"")
    assert (answer.status, json.loads(answer.body)) == (403, {"Message": "Authorization header is missing"})


# ---- operations of the runtime that image models do not serve


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        ("invoke-with-response-stream", "The model is unsupported for streaming."),
        ("converse", "This action doesn't support the model that you provided."),
        ("converse-stream", "This action doesn't support the model that you provided."),
    ],
)
def test_image_models_serve_invoke_model_alone(operation, said):
    answer = service.answer("POST", f"/model/{SD35}/{operation}", headers(), b"{}")
    assert answer.status == 400
    assert json.loads(answer.body)["message"].startswith(said)
    unknown = service.answer("POST", f"/model/stability.sd9/{operation}", headers(), b"{}")
    assert json.loads(unknown.body)["message"] == "The provided model identifier is invalid."


def test_a_foundation_models_arn_is_an_id_too():
    for region, status in (("us-west-2", 400), ("us-east-1", 400)):
        arn = f"arn:aws:bedrock:{region}::foundation-model/{SD35}"
        answer = service.answer("POST", f"/model/{arn.replace('/', '%2F')}/invoke", headers(), b"{}")
        message = json.loads(answer.body)["message"]
        assert answer.status == status
        assert ("required key" in message) == (region == "us-west-2")  # of another region, it is none
