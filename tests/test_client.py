"""`connect()` and `generate()` with real botocore: practice mode to the end, bedrock mode as far as the wire."""

import base64
import errno
import json
import os
import subprocess
import sys
import warnings

import botocore.exceptions as boto
import botocore.session
import pytest

import helpers
from helpers import ImageRequest, client, connect, errors, generate
from tests.aws import arn_reply, availability, listing, response

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected")

PNG = base64.b64decode(  # one pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"
)
REPLY = json.dumps({"seeds": [42], "finish_reasons": [None], "images": [base64.b64encode(PNG).decode()]})


# ---- importing


def test_importing_helpers_loads_nothing_heavy():
    heavy = ("numpy", "PIL", "ipywidgets", "traitlets", "boto3", "botocore", "IPython")
    code = f"import sys, helpers; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_every_public_name_is_there():
    assert all(hasattr(helpers, name) for name in helpers.__all__)


# ---- practice mode


def test_a_prompt_becomes_a_picture(drawn):
    assert drawn.size == (1024, 1024)
    assert drawn.image.format == "PNG"
    assert (drawn.mode, drawn.region, drawn.model_id) == ("practice", "us-west-2", "stability.sd3-5-large-v1:0")
    assert (drawn.seed, drawn.price_usd) == (7, 0.0)
    assert drawn.request == ImageRequest("a red fox in the snow", seed=7)
    assert any(meaning == "subject: fox" for _, meaning in drawn.understood)
    assert drawn.seconds > 0
    assert drawn.made_at.tzinfo is not None
    assert len(drawn.request_id) == 36


def test_the_file_is_the_reply_byte_for_byte(drawn):
    assert drawn.path.read_bytes() == drawn.data


def test_the_same_seed_gives_the_same_bytes(drawn):
    assert generate(drawn.request).data == drawn.data


def test_without_a_seed_the_picture_tells_the_one_it_got(monkeypatch):
    """So that it can be made again."""
    really, sent = client._answer_here, []

    def look(request, **more):
        sent.append(json.loads(request.body))
        return really(request, **more)

    monkeypatch.setattr(client, "_answer_here", look)
    picture = generate("a cat")
    assert sent == [{"prompt": "a cat"}]
    assert 0 < picture.seed < 2**32 - 1


def test_practice_mode_prints_no_price(capsys):
    generate("a cat", seed=1)
    assert capsys.readouterr() == ("", "")


def test_words_it_did_not_know_are_told():
    assert generate("a cat and a flurbl", seed=1).ignored == ("flurbl",)


def test_options_replace_those_of_the_request():
    with pytest.raises(errors.BadValue, match="steps"):  # before anything is sent
        generate(ImageRequest("a cat", seed=1), steps=30)


@pytest.mark.parametrize("prompt", ["a cat", ImageRequest("a cat")])
def test_an_option_that_is_none(prompt):
    with pytest.raises(errors.BadValue) as caught:
        generate(prompt, sede=1)
    assert caught.value.facts["what"] == "sede"
    assert "seed" in caught.value.cause


def test_a_bad_value_is_found_before_anything_is_sent(aws):
    with pytest.raises(errors.BadValue):
        connect("bedrock").draw(ImageRequest("a cat", aspect_ratio="4:3"))
    assert aws.requests == []


BROKEN = {
    "a profile that is not there": {"AWS_PROFILE": "nope", "AWS_DEFAULT_PROFILE": "nope"},
    "a config file that is none": {"AWS_CONFIG_FILE": "{broken}", "AWS_SHARED_CREDENTIALS_FILE": "{broken}"},
    "wrong keys": {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "AWS_SESSION_TOKEN": "z"},
    "half a key": {"AWS_ACCESS_KEY_ID": "x"},
    "endpoints": {
        "AWS_ENDPOINT_URL": "http://192.0.2.1",
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "no URL",
    },
    "an API key": {"AWS_BEARER_TOKEN_BEDROCK": "ABSK-expired"},
    "an API key that is none": {"AWS_BEARER_TOKEN_BEDROCK": "garbage"},
    "another region": {"AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "not a region"},
    "certificates that are not there": {"AWS_CA_BUNDLE": "/nowhere.pem", "REQUESTS_CA_BUNDLE": "/nowhere.pem"},
    "a proxy": {"HTTPS_PROXY": "http://192.0.2.1:1", "HTTP_PROXY": "nonsense"},
    "settings that are none": {
        "AWS_DEFAULTS_MODE": "nonsense",
        "AWS_RETRY_MODE": "nonsense",
        "AWS_MAX_ATTEMPTS": "nonsense",
        "AWS_REQUEST_CHECKSUM_CALCULATION": "nonsense",
        "AWS_ACCOUNT_ID_ENDPOINT_MODE": "nonsense",
        "AWS_AUTH_SCHEME_PREFERENCE": "httpBearerAuth",
        "AWS_USE_FIPS_ENDPOINT": "true",
    },
}


@pytest.mark.parametrize("environment", BROKEN.values(), ids=BROKEN.keys())
def test_nothing_of_the_learners_aws_configuration_matters(environment, monkeypatch, tmp_path):
    """Signed with the practice keys for the practice region and host; the drawing itself is not the point."""
    broken = tmp_path / "broken"
    broken.write_text("[default\nregion")
    for name, value in environment.items():
        monkeypatch.setenv(name, value.format(broken=broken))
    seen = []

    def reply(request, **_):
        seen.append(request)
        return response(request, REPLY.encode())

    monkeypatch.setattr(client, "_answer_here", reply)
    connect("practice")
    assert generate("a cat").data == PNG
    ((request,)) = seen
    assert request.url == ("https://bedrock-runtime.us-west-2.amazonaws.com/model/stability.sd3-5-large-v1%3A0/invoke")
    assert request.headers["Authorization"].startswith(b"AWS4-HMAC-SHA256 Credential=PRACTICE/")
    assert "X-Amz-Security-Token" not in request.headers


def test_the_plain_client_of_practice_mode_is_boto3s_own():
    """A learner may try anything on it, and gets botocore's own error classes."""
    runtime = connect("practice").runtime
    with pytest.raises(runtime.exceptions.ValidationException, match="model identifier is invalid") as caught:
        runtime.invoke_model(modelId="stability.sd9", body="{}")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


# ---- which connection


def test_practice_is_the_default():
    assert connect().mode == "practice"


def test_the_environment_decides(monkeypatch, aws):
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "bedrock")
    assert connect().mode == "bedrock"
    assert connect("practice").mode == "practice"


@pytest.mark.parametrize("how", ["argument", "environment"])
def test_any_other_mode(how, monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "free" if how == "environment" else "")
    with pytest.raises(errors.BadValue, match="practice, bedrock") as caught:
        connect("free" if how == "argument" else None)
    assert "'free'" in caught.value.cause


def test_generate_uses_the_last_connection(aws, capsys):
    aws.answer("InvokeModel", REPLY)
    first = connect("bedrock")
    connect("practice")
    assert generate("a cat", seed=1).mode == "practice"
    assert generate("a cat", connection=first).mode == "bedrock"  # for once
    assert generate("a cat", seed=1).mode == "practice"
    connect("bedrock")
    assert generate("a cat").mode == "bedrock"


def test_a_connection_that_fails_leaves_the_last_one(monkeypatch):
    good = connect("practice")
    with pytest.raises(errors.BadValue):
        connect("free")
    assert client._current is good


def test_a_connection_says_where_pictures_are_made_and_what_they_cost(aws, each_language):
    assert "$" not in repr(connect("practice"))
    shown = repr(connect("bedrock"))
    assert "us-west-2" in shown
    assert "$0.08" in shown
    assert "AKIA" not in shown


# ---- bedrock mode


def test_what_is_sent_and_what_comes_back(aws, capsys):
    aws.answer("InvokeModel", REPLY)
    picture = connect("bedrock").draw(ImageRequest("여우", seed=7, aspect_ratio="16:9"))
    (((operation, request)),) = aws.requests
    assert (operation, request.method) == ("InvokeModel", "POST")
    assert request.url == ("https://bedrock-runtime.us-west-2.amazonaws.com/model/stability.sd3-5-large-v1%3A0/invoke")
    assert json.loads(request.body) == {"prompt": "여우", "aspect_ratio": "16:9", "seed": 7}
    assert (picture.data, picture.path.read_bytes()) == (PNG, PNG)
    assert (picture.mode, picture.region, picture.seed, picture.price_usd) == ("bedrock", "us-west-2", 42, 0.08)
    assert picture.request_id == "00000000-0000-0000-0000-000000000007"
    assert capsys.readouterr().out == ""  # `draw` leaves the price to `generate`


def test_no_credential_reaches_the_disk(aws):
    aws.answer("InvokeModel", REPLY)
    picture = connect("bedrock").draw(ImageRequest("a cat"))
    kept = b"".join(path.read_bytes() for path in picture.path.parent.iterdir())
    assert os.environ["AWS_ACCESS_KEY_ID"].encode() not in kept
    assert os.environ["AWS_SECRET_ACCESS_KEY"].encode() not in kept


def test_the_price_is_printed_before_the_call(aws, capsys):
    printed = []
    aws.answer("InvokeModel", REPLY)
    aws.before = lambda: printed.append(capsys.readouterr().out)
    connect("bedrock")
    generate("a cat")
    assert printed == [
        "Drawing with Stable Diffusion 3.5 Large on Amazon Bedrock: about $0.08 (an estimate of 2026-11-22).\n"
    ]
    assert capsys.readouterr().out == ""


def test_a_region_of_ones_own(aws):
    aws.answer("InvokeModel", REPLY)
    picture = connect("bedrock", region="us-east-1").draw(ImageRequest("a cat"))
    assert picture.region == "us-east-1"
    assert "us-east-1" in aws.requests[0][1].url


def test_a_model_may_take_its_time(aws):
    """botocore's own 60 seconds would give up, ask again, and pay twice."""
    config = connect("bedrock").runtime.meta.config
    assert config.read_timeout >= 300
    assert config.retries["total_max_attempts"] <= 4


ANSWERED = [
    (400, "ValidationException", "The provided model identifier is invalid.", errors.WrongRegion, 1),
    (400, "ValidationException", "Malformed input request: #: ...", errors.BadValue, 1),
    (400, "ValidationException", "This request has been blocked by our content filters.", errors.Refused, 1),
    (403, "AccessDeniedException", "You don't have access to the model.", errors.AccessDenied, 1),
    (403, "ExpiredTokenException", "The security token is expired", errors.NoCredentials, 1),
    (403, "", "Authorization header is missing", errors.NoCredentials, 1),
    (404, "ResourceNotFoundException", "... reached the end of its life.", errors.ModelRetired, 1),
    (408, "ModelTimeoutException", "Model has timed out.", errors.TimedOut, 1),
    (429, "ThrottlingException", "Too many requests, please wait.", errors.Throttled, 2),
    (500, "InternalServerException", "Unexpected.", errors.ServiceTrouble, 2),
    (503, "ServiceUnavailableException", "Unavailable.", errors.ServiceTrouble, 2),
]


@pytest.mark.parametrize(
    ("status", "code", "message", "kind", "least"), ANSWERED, ids=[f"{row[0]}-{row[3].__name__}" for row in ANSWERED]
)
def test_an_error_of_the_service(aws, status, code, message, kind, least):
    aws.refuse("InvokeModel", status, code, message)
    with pytest.raises(errors.WorkshopError) as caught:
        connect("bedrock").draw(ImageRequest("a cat"))
    error = caught.value
    assert type(error) is kind
    assert (error.status, error.service_text) == (status, message)
    assert error.request_id == "00000000-0000-0000-0000-000000000007"
    assert error.request_id in str(error)
    assert "?" not in error.cause + error.remedy
    assert (len(aws.requests) == 1) if least == 1 else (len(aws.requests) >= least)  # what may pass is asked again


RAISED = [
    (boto.EndpointConnectionError(endpoint_url="https://x", error="refused"), errors.NoConnection),
    (boto.ReadTimeoutError(endpoint_url="https://x"), errors.TimedOut),
    (boto.ConnectionClosedError(endpoint_url="https://x"), errors.NoConnection),
    (boto.SSLError(endpoint_url="https://x", error="self-signed"), errors.NoConnection),
]


@pytest.mark.parametrize(("raised", "kind"), RAISED[1:3], ids=["ReadTimeoutError", "ConnectionClosedError"])
def test_what_may_have_been_drawn_is_not_asked_for_again(aws, raised, kind):
    aws.answers["InvokeModel"] = raised
    with pytest.raises(kind):
        connect("bedrock").draw(ImageRequest("a cat"))
    assert len(aws.requests) == 1


def test_a_retired_model_is_not_even_asked_for_on_bedrock(aws):
    with pytest.raises(errors.ModelRetired, match=r"(?s)Stable Diffusion XL .* Stable Diffusion 3.5 Large"):
        connect("bedrock").draw(ImageRequest("a cat", model="sdxl"))
    assert aws.requests == []


@pytest.mark.parametrize("ask", [lambda c: c.identity(), lambda c: c.image_models()], ids=["sts", "bedrock"])
def test_practice_mode_sends_nothing_anywhere(ask):
    with pytest.raises(errors.WorkshopError, match="The practice service answers InvokeModel alone"):
        ask(connect("practice"))


@pytest.mark.parametrize(("raised", "kind"), RAISED, ids=[type(row[0]).__name__ for row in RAISED])
def test_an_error_on_the_way(aws, raised, kind):
    aws.answers["InvokeModel"] = raised
    with pytest.raises(kind) as caught:
        connect("bedrock").draw(ImageRequest("a cat"))
    assert caught.value.service_text == str(raised)
    assert caught.value.__cause__ is not None


def test_no_credentials(monkeypatch):
    monkeypatch.setenv("AWS_REGION", "us-west-2")
    with pytest.raises(errors.NoCredentials, match="Unable to locate credentials"):
        connect("bedrock", region="us-west-2").draw(ImageRequest("a cat"))


def test_half_a_key(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
    with pytest.raises(errors.NoCredentials, match="Partial credentials"):
        connect("bedrock", region="us-west-2").draw(ImageRequest("a cat"))


def test_no_region():
    connection = connect("bedrock")
    assert connection.region == ""
    with pytest.raises(errors.NoRegion) as caught:
        connection.draw(ImageRequest("a cat"))
    assert "us-west-2" in caught.value.remedy


def test_a_region_that_is_none():
    with pytest.raises(errors.NoRegion):
        connect("bedrock", region="not a region").draw(ImageRequest("a cat"))


@pytest.mark.parametrize("how", ["argument", "environment"])
def test_a_profile_that_is_not_there(monkeypatch, how):
    if how == "environment":
        monkeypatch.setenv("AWS_PROFILE", "nope")
    with pytest.raises(errors.NoCredentials, match="nope"):
        connect("bedrock", profile="nope" if how == "argument" else None, region="us-west-2").draw(ImageRequest("a"))


def test_a_broken_config_file(monkeypatch, tmp_path):
    (tmp_path / "config").write_text("[default\nregion")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    with pytest.raises(errors.NoCredentials, match="config"):
        connect("bedrock", region="us-west-2").draw(ImageRequest("a cat"))


def test_the_model_refuses_with_http_200(aws):
    aws.answer("InvokeModel", json.dumps({"finish_reasons": ["Filter reason: prompt"]}))
    with pytest.raises(errors.Refused) as caught:
        connect("bedrock").draw(ImageRequest("a cat"))
    assert caught.value.reason == "Filter reason: prompt"


@pytest.mark.parametrize("body", ["", "not JSON", "[]", "null", '{"detail": "too large"}', "\xff"])
def test_http_200_without_a_picture(aws, body):
    aws.answer("InvokeModel", body.encode("latin-1"))
    with pytest.raises(errors.UnexpectedReply):
        connect("bedrock").draw(ImageRequest("a cat"))


# ---- what was paid for is not lost


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_full_disk(aws, folder, monkeypatch, call):
    def fail(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    aws.answer("InvokeModel", REPLY)
    monkeypatch.setattr(os, call, fail)
    with pytest.warns(UserWarning, match="No space left") as caught:
        picture = connect("bedrock").draw(ImageRequest("a cat"))
    assert str(folder) in str(caught[0].message)
    assert (picture.data, picture.path) == (PNG, None)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made(aws, folder):
    folder.write_text("in the way")
    aws.answer("InvokeModel", REPLY)
    with pytest.warns(UserWarning, match="could not be saved"):
        picture = connect("bedrock").draw(ImageRequest("a cat"))
    assert picture.data == PNG


def test_bytes_that_are_no_image_are_on_disk(aws):
    aws.answer("InvokeModel", json.dumps({"seeds": [1], "finish_reasons": [None], "images": ["YWJj"]}))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = connect("bedrock").draw(ImageRequest("a cat"))
    assert picture.path.read_bytes() == b"abc"


# ---- who one is, and what one may use


@pytest.mark.parametrize(
    ("arn", "shown"),
    [
        ("arn:aws:sts::111122223333:assumed-role/Student/kim@example.org", "assumed-role/Student"),
        ("arn:aws:iam::111122223333:user/kim", "user/kim"),
        ("arn:aws:iam::111122223333:root", "root"),
        ("arn:aws-us-gov:sts::111122223333:federated-user/kim", "federated-user/kim"),
    ],
)
def test_identity_shows_neither_account_nor_session(aws, arn, shown):
    aws.answer("GetCallerIdentity", arn_reply(arn))
    assert connect("bedrock").identity() == shown


def test_identity_without_credentials():
    with pytest.raises(errors.NoCredentials):
        connect("bedrock", region="us-west-2").identity()


def test_identity_without_a_region():
    assert "us-west-2" in client.PRACTICE_REGION
    with pytest.raises((errors.NoRegion, errors.NoCredentials)):
        connect("bedrock").identity()


def test_image_models(aws):
    aws.answer("ListFoundationModels", listing("stability.sd3-5-large-v1:0", "stability.somebody-else"))
    aws.answer("GetFoundationModelAvailability", availability())
    large, core = connect("bedrock").image_models()
    assert (large.model.name, large.listed, large.usable) == ("sd3.5-large", True, True)
    assert (core.model.name, core.listed, core.usable, core.states) == ("stable-image-core", False, False, {})
    assert [operation for operation, _ in aws.requests] == ["ListFoundationModels", "GetFoundationModelAvailability"]
    assert "byOutputModality=IMAGE" in aws.requests[0][1].url


@pytest.mark.parametrize(
    "what",
    [
        {"agreementAvailability": {"status": "NOT_AVAILABLE"}},
        {"authorizationStatus": "NOT_AUTHORIZED"},
        {"entitlementAvailability": "NOT_AVAILABLE"},
        {"regionAvailability": "NOT_AVAILABLE"},
    ],
)
def test_one_thing_missing_and_a_model_is_not_usable(aws, what):
    aws.answer("ListFoundationModels", listing("stability.sd3-5-large-v1:0"))
    aws.answer("GetFoundationModelAvailability", availability(**what))
    assert [found.usable for found in connect("bedrock").image_models()] == [False, False]


def test_image_models_of_a_role_that_may_not_ask(aws):
    aws.refuse("ListFoundationModels", 403, "AccessDeniedException", "User: x is not authorized to perform: y")
    with pytest.raises(errors.AccessDenied) as caught:
        connect("bedrock").image_models()
    assert "?" not in caught.value.cause + caught.value.remedy


def test_the_stock_variables_of_botocore_are_where_practice_mode_looks_for_them():
    """Practice mode turns each of them off; should botocore rename the table, this fails first."""
    assert {"profile", "region", "ca_bundle", "config_file"} <= set(botocore.session.Session.SESSION_VARIABLES)


@pytest.mark.parametrize("wrong", [{"seed": -1}, {"model": "sdxl"}], ids=["a bad value", "a retired model"])
def test_no_price_is_told_for_a_call_that_cannot_be_made(aws, capsys, wrong):
    with pytest.raises(errors.WorkshopError):
        generate("a cat", connection=connect("bedrock"), **wrong)
    assert capsys.readouterr().out == ""
    assert aws.requests == []
