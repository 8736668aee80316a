"""`connect()` and `generate()` with real botocore: practice mode to the end, bedrock mode as far as the wire."""

import base64
import errno
import json
import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import botocore.exceptions as boto
import botocore.session
import pytest
from PIL import Image

import helpers
from helpers import MODELS, ImageRequest, aws, client, connect, errors, generate, generate_several
from helpers.practice.service import Fault, Quotas, Rules, invoke
from helpers.tasks import Inpaint, ReplaceBackground
from tests.aws import arn_reply, availability, listing, profiles, response
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected", "quick_sessions")

PNG = base64.b64decode(  # one pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"
)
REPLY = json.dumps({"seeds": [42], "finish_reasons": [None], "images": [base64.b64encode(PNG).decode()]})


@pytest.fixture(scope="module")
def square():
    return image_file(size=(256, 256))


@pytest.fixture
def undrawn(monkeypatch):
    """Practice mode answers at once, with a picture of one pixel: what is drawn is not the point."""
    monkeypatch.setattr(invoke, "_draw", lambda *_: (PNG, {"understood": (), "ignored": ()}))


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


def test_without_a_seed_the_picture_tells_the_one_it_got(monkeypatch, undrawn):
    """So that it can be made again."""
    really, sent = aws.answer_here, []

    def look(rules, request, **more):
        sent.append(json.loads(request.body))
        return really(rules, request, **more)

    monkeypatch.setattr(aws, "answer_here", look)
    picture = generate("a cat", connection=client.opened("practice", rules=Rules()))
    assert sent == [{"prompt": "a cat"}]
    assert 0 < picture.seed < 2**32 - 1


def test_practice_mode_prints_no_price(capsys, undrawn):
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


def test_a_bad_value_is_found_before_anything_is_sent(account):
    with pytest.raises(errors.BadValue):
        connect("bedrock").draw(ImageRequest("a cat", aspect_ratio="4:3"))
    assert account.requests == []


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

    def reply(rules, request, **_):
        seen.append(request)
        return response(request, REPLY.encode())

    monkeypatch.setattr(aws, "answer_here", reply)
    connect("practice", rules=Rules())  # a new session: those without rules are kept
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


def test_the_environment_decides(monkeypatch, account):
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "bedrock")
    assert connect().mode == "bedrock"
    assert connect("practice").mode == "practice"


@pytest.mark.usefixtures("unconnected")
def test_a_language_is_chosen_until_another_is(monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", "en")
    before = repr(connect())
    korean = repr(connect(language="ko"))
    assert korean != before
    assert repr(connect("practice")) == korean  # a connection without a language changes none
    assert repr(connect(language="en")) == before


@pytest.mark.usefixtures("unconnected", "english")
@pytest.mark.parametrize("language", ["de", "", 7, ["ko"]])
def test_another_language_is_told_and_changes_nothing(language):
    before = connect("practice")
    with pytest.raises(errors.BadValue, match=r"language.*en, ko"):
        connect(language=language)
    assert client.current() is before


@pytest.mark.parametrize("how", ["argument", "environment"])
def test_any_other_mode(how, monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_MODE", "free" if how == "environment" else "")
    with pytest.raises(errors.BadValue, match="practice, bedrock") as caught:
        connect("free" if how == "argument" else None)
    assert "'free'" in caught.value.cause


def test_generate_uses_the_last_connection(account, capsys, undrawn):
    account.answer("InvokeModel", REPLY)
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


def test_a_connection_says_where_pictures_are_made_and_what_they_cost(account, each_language):
    assert "$" not in repr(connect("practice"))
    shown = repr(connect("bedrock"))
    assert "us-west-2" in shown
    assert "$0.08" in shown
    assert "AKIA" not in shown


# ---- bedrock mode


def test_what_is_sent_and_what_comes_back(account, capsys):
    account.answer("InvokeModel", REPLY)
    picture = connect("bedrock").draw(ImageRequest("여우", seed=7, aspect_ratio="16:9"))
    (((operation, request)),) = account.requests
    assert (operation, request.method) == ("InvokeModel", "POST")
    assert request.url == ("https://bedrock-runtime.us-west-2.amazonaws.com/model/stability.sd3-5-large-v1%3A0/invoke")
    assert json.loads(request.body) == {"prompt": "여우", "aspect_ratio": "16:9", "seed": 7}
    assert (picture.data, picture.path.read_bytes()) == (PNG, PNG)
    assert (picture.mode, picture.region, picture.seed, picture.price_usd) == ("bedrock", "us-west-2", 42, 0.08)
    assert picture.request_id == "00000000-0000-0000-0000-000000000007"
    assert capsys.readouterr().out == ""  # `draw` leaves the price to `generate`


def test_no_credential_reaches_the_disk(account):
    account.answer("InvokeModel", REPLY)
    picture = connect("bedrock").draw(ImageRequest("a cat"))
    kept = b"".join(path.read_bytes() for path in picture.path.parent.iterdir())
    assert os.environ["AWS_ACCESS_KEY_ID"].encode() not in kept
    assert os.environ["AWS_SECRET_ACCESS_KEY"].encode() not in kept


def test_the_price_is_printed_before_the_call_and_the_sum_after_it(account, capsys):
    printed = []
    account.answer("InvokeModel", REPLY)
    account.before = lambda: printed.append(capsys.readouterr().out)
    connect("bedrock")
    for _ in range(2):
        generate("a cat")
    assert printed[0] == (
        "Drawing with Stable Diffusion 3.5 Large on Amazon Bedrock: about $0.08, or $0.065 by another list "
        "(an estimate of 2026-11-22).\n"
    )
    assert printed[1].startswith("Spent so far, estimated: $0.08 in this session, $0.08 in all.\n")
    assert capsys.readouterr().out == "Spent so far, estimated: $0.16 in this session, $0.16 in all.\n"


def test_a_region_of_ones_own(account):
    account.answer("InvokeModel", REPLY)
    picture = connect("bedrock", region="us-east-1").draw(ImageRequest("a cat"))
    assert picture.region == "us-east-1"
    assert "us-east-1" in account.requests[0][1].url


def test_a_model_may_take_its_time(account):
    """botocore's own 60 seconds would give up, ask again, and pay twice."""
    config = connect("bedrock").runtime.meta.config
    assert config.read_timeout >= 300
    assert config.retries["total_max_attempts"] <= 4


@pytest.mark.parametrize("attempts", [1, 2])
def test_a_call_sent_as_often_as_is_said(account, attempts):
    """Whoever paces calls must hear of each that was throttled, and after one try."""
    account.refuse("InvokeModel", 429, "ThrottlingException", "Too many requests, please wait.")
    connection = connect("bedrock")
    with pytest.raises(errors.Throttled):
        connection.draw(ImageRequest("a cat"), attempts=attempts)
    assert len(account.requests) == attempts


def test_a_client_that_tries_once_is_made_once_and_is_else_the_same(account):
    clients = connect("bedrock", timeout=77).clients
    once, usual = clients.client(aws.RUNTIME, attempts=1), clients.client(aws.RUNTIME)
    assert once is clients.client(aws.RUNTIME, attempts=1)
    assert once is not usual
    assert once.meta.config.retries["total_max_attempts"] == 1
    assert usual.meta.config.retries["total_max_attempts"] > 1
    for name in ("read_timeout", "max_pool_connections", "user_agent_extra"):
        assert getattr(once.meta.config, name) == getattr(usual.meta.config, name)


ANSWERED = [
    (400, "ValidationException", "The provided model identifier is invalid.", errors.WrongRegion, 1),
    (400, "ValidationException", "Malformed input request: #: x, please reformat your ...", errors.BadRequest, 1),
    (400, "ValidationException", "This request has been blocked by our content filters.", errors.Refused, 1),
    (400, "ServiceQuotaExceededException", "Quota.", errors.QuotaExceeded, 1),
    (403, "AccessDeniedException", "You don't have access to the model.", errors.AccessDenied, 1),
    (403, "ExpiredTokenException", "The security token is expired", errors.ExpiredCredentials, 1),
    (403, "", "Authorization header is missing", errors.NoAuthorization, 1),
    (404, "ResourceNotFoundException", "... reached the end of its life.", errors.ModelRetired, 1),
    (408, "ModelTimeoutException", "Model has timed out.", errors.ModelTimedOut, 1),
    (424, "ModelErrorException", "It failed.", errors.ModelFailed, 1),
    (429, "ThrottlingException", "Too many requests, please wait.", errors.Throttled, 4),
    (429, "ModelNotReadyException", "Not ready.", errors.ModelNotReady, 4),
    (500, "InternalServerException", "Unexpected.", errors.ServiceTrouble, 4),
    (503, "ServiceUnavailableException", "Unavailable.", errors.ServiceUnavailable, 4),
]


@pytest.mark.parametrize(
    ("status", "code", "message", "kind", "tries"), ANSWERED, ids=[f"{row[0]}-{row[3].__name__}" for row in ANSWERED]
)
def test_an_error_of_the_service(account, status, code, message, kind, tries):
    account.refuse("InvokeModel", status, code, message)
    connection = connect("bedrock")
    with pytest.raises(errors.WorkshopError) as caught:
        connection.draw(ImageRequest("a cat"))
    error = caught.value
    assert type(error) is kind
    assert (error.status, error.service_text) == (status, message)
    assert error.request_id == "00000000-0000-0000-0000-000000000007"
    assert error.request_id in str(error)
    assert "?" not in error.cause + error.remedy
    assert len(account.requests) == tries  # what passes by itself is asked again, and nothing else
    assert connection.spent.total == 0  # an error of the service is no picture


RAISED = [
    (boto.EndpointConnectionError(endpoint_url="https://x", error="refused"), errors.NoConnection),
    (boto.ReadTimeoutError(endpoint_url="https://x"), errors.TimedOut),
    (boto.ConnectionClosedError(endpoint_url="https://x"), errors.ReplyLost),
    (boto.SSLError(endpoint_url="https://x", error="self-signed"), errors.CertificateTrouble),
]


@pytest.mark.parametrize(("raised", "kind"), RAISED[1:3], ids=["ReadTimeoutError", "ConnectionClosedError"])
def test_what_may_have_been_drawn_is_not_asked_for_again(account, raised, kind):
    account.answers["InvokeModel"] = raised
    with pytest.raises(kind):
        connect("bedrock").draw(ImageRequest("a cat"))
    assert len(account.requests) == 1


def test_a_retired_model_is_not_even_asked_for_on_bedrock(account):
    with pytest.raises(errors.ModelRetired, match=r"(?s)Stable Diffusion XL .* Stable Diffusion 3.5 Large"):
        connect("bedrock").draw(ImageRequest("a cat", model="sdxl"))
    assert account.requests == []


def test_a_task_that_no_active_model_does_is_told_as_such(account):
    """There is no model= to leave out where nobody gave one."""
    request = ImageRequest("a beach", task=ReplaceBackground(PNG, keep="fox"))
    with pytest.raises(
        errors.TaskRetired, match=r"(?s)replace-background.*Nova Canvas.*\(inpaint\).*connect\(.practice.\)"
    ):
        connect("bedrock").draw(request)
    assert account.requests == []


def test_practice_mode_sends_nothing_anywhere(monkeypatch):
    """What it cannot answer it refuses; the tests' network guard would say if it went out."""
    table = connect("practice").session.client("dynamodb")
    with pytest.raises(boto.ClientError, match="The practice service answers InvokeModel, "):
        table.list_tables()


@pytest.mark.parametrize(("raised", "kind"), RAISED, ids=[type(row[0]).__name__ for row in RAISED])
def test_an_error_on_the_way(account, raised, kind):
    account.answers["InvokeModel"] = raised
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


def test_the_model_refuses_with_http_200(account):
    account.answer("InvokeModel", json.dumps({"finish_reasons": ["Filter reason: prompt"]}))
    with pytest.raises(errors.Refused) as caught:
        connect("bedrock").draw(ImageRequest("a cat"))
    assert caught.value.reason == "Filter reason: prompt"


@pytest.mark.parametrize("body", ["", "not JSON", "[]", "null", '{"detail": "too large"}', "\xff"])
def test_http_200_without_a_picture(account, body):
    account.answer("InvokeModel", body.encode("latin-1"))
    with pytest.raises(errors.UnexpectedReply):
        connect("bedrock").draw(ImageRequest("a cat"))


# ---- what was paid for is not lost


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_full_disk(account, folder, monkeypatch, call):
    def fail(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    account.answer("InvokeModel", REPLY)
    monkeypatch.setattr(os, call, fail)
    with pytest.warns(UserWarning, match="No space left") as caught:
        picture = connect("bedrock").draw(ImageRequest("a cat"))
    assert str(folder) in str(caught[0].message)
    assert (picture.data, picture.path) == (PNG, None)
    assert [path.name for path in folder.iterdir()] == ["spending.jsonl"]


@pytest.mark.parametrize("when", ["before", "during"])
def test_the_folder_of_the_notebook_is_gone(account, tmp_path, monkeypatch, when, capsys):
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.delenv("IMAGE_WORKSHOP_PICTURES")
    monkeypatch.chdir(here)
    account.answer("InvokeModel", REPLY)
    connection = connect("bedrock")
    if when == "before":
        here.rmdir()
    else:
        account.before = lambda: shutil.rmtree(here)
    with pytest.warns(UserWarning) as caught:
        assert generate("a cat", seed=1).data == PNG
    assert "could not be saved" in str(caught[-1].message)
    assert "$0.08 in this session" in capsys.readouterr().out
    assert "$0.08" in repr(connection)


def test_a_folder_that_cannot_be_made(account, folder):
    folder.write_text("in the way")
    account.answer("InvokeModel", REPLY)
    connection = connect("bedrock")
    with pytest.warns(UserWarning) as caught:
        picture = connection.draw(ImageRequest("a cat"))
    assert picture.data == PNG
    said = [str(warning.message) for warning in caught]
    assert "cannot be written" in said[0] and "could not be saved" in said[1] and len(said) == 2
    assert connection.spent.total == pytest.approx(0.08)  # in memory


def test_bytes_that_are_no_image_are_on_disk(account):
    account.answer("InvokeModel", json.dumps({"seeds": [1], "finish_reasons": [None], "images": ["YWJj"]}))
    with pytest.raises(errors.UnexpectedReply, match="b'abc'") as caught:
        connect("bedrock").draw(ImageRequest("a cat"))
    assert caught.value.kept.read_bytes() == b"abc"


def test_one_flaw_takes_no_other_picture_with_it(account):
    connection = several(account, images=["YWJj", base64.b64encode(PNG).decode(), "%"])
    pictures = connection.draw_all(ImageRequest("a cat", model="nova-canvas", count=3))
    assert [picture.data for picture in pictures] == [PNG]
    assert pictures.broken == 2


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
def test_identity_shows_neither_account_nor_session(account, arn, shown):
    account.answer("GetCallerIdentity", arn_reply(arn))
    assert connect("bedrock").identity() == shown


def test_identity_without_credentials():
    with pytest.raises(errors.NoCredentials):
        connect("bedrock", region="us-west-2").identity()


def test_identity_without_a_region():
    with pytest.raises((errors.NoRegion, errors.NoCredentials)):
        connect("bedrock").identity()


SD35, CORE, INPAINT = (MODELS[name] for name in ("sd3.5-large", "stable-image-core", "inpaint"))


@pytest.fixture
def asked(account):
    """An account that has one generator and one service."""
    account.answer("ListFoundationModels", listing(SD35.id, INPAINT.id, "stability.somebody-else-v1:0"))
    account.answer("GetFoundationModelAvailability", availability())
    account.answer("ListInferenceProfiles", profiles(INPAINT.id))
    return account


def test_the_catalogue_asks_the_account_once(asked):
    connection = connect("bedrock")
    found = connection.catalogue()
    assert found is connection.catalogue()
    assert [operation for operation, _ in asked.requests] == [
        *("ListFoundationModels", "GetFoundationModelAvailability", "GetFoundationModelAvailability"),
        "ListInferenceProfiles",
    ]
    assert "byOutputModality=IMAGE" in asked.requests[0][1].url
    assert found.usable() == [SD35, INPAINT]
    assert found.offer(CORE).state == "absent"
    assert found.unknown == ("stability.somebody-else-v1:0",)
    assert connection.catalogue(refresh=True) is not found


def test_profiles_come_in_pages(asked):
    pages = [profiles("stability.another-v1:0", token="more"), profiles(INPAINT.id, inferenceProfileId="us.paged")]
    asked.before = lambda: asked.answer("ListInferenceProfiles", pages.pop(0)) if is_list(asked) else None
    assert connect("bedrock").catalogue().offer(INPAINT).call_id == "us.paged"


def is_list(account):
    return account.requests[-1][0] == "ListInferenceProfiles"


def test_a_role_that_may_not_ask_gets_the_catalogue_all_the_same(asked, each_language):
    asked.refuse("ListFoundationModels", 403, "AccessDeniedException", "User: x is not authorized to perform: y:z")
    found = connect("bedrock").catalogue()
    assert found.offer(SD35).state == "unasked"
    assert "bedrock:ListFoundationModels" in found.notes()[0]
    assert SD35 in found.usable("text-to-image")


def test_an_account_that_cannot_be_asked(asked):
    asked.answers["ListFoundationModels"] = boto.EndpointConnectionError(endpoint_url="https://x", error="no")
    with pytest.raises(errors.NoConnection):
        connect("bedrock").catalogue()


def test_a_model_is_called_as_the_account_has_it(asked, square):
    asked.answer("ListInferenceProfiles", profiles(INPAINT.id, inferenceProfileId="global.inpaint"))
    asked.answer("InvokeModel", REPLY)
    connection = connect("bedrock")
    request = ImageRequest("a fox", task=Inpaint(square, square))
    assert connection.draw(request).model_id == "us.stability.stable-image-inpaint-v1:0"
    connection.catalogue()
    assert connection.draw(request).model_id == "global.inpaint"
    arn = f"arn:aws:bedrock:us-west-2:111122223333:inference-profile/us.{INPAINT.id}"
    assert connection.draw(replace(request, model=arn)).model_id == arn


def test_the_accounts_word_counts_more_than_the_catalogues(asked):
    """Should a model come back, or its date be wrong."""
    asked.answer("InvokeModel", json.dumps({"artifacts": [{"base64": base64.b64encode(PNG).decode()}]}))
    connection = connect("bedrock")
    with pytest.raises(errors.ModelRetired):
        connection.draw(ImageRequest("a cat", model="sdxl"))
    asked.answer("ListFoundationModels", listing(MODELS["sdxl"].id))
    connection.catalogue()
    assert connection.draw(ImageRequest("a cat", model="sdxl")).data == PNG


def test_practice_mode_has_a_catalogue_too():
    found = connect("practice").catalogue()
    assert {found.offer(model).state for model in MODELS.values() if model.active} == {"ready"}
    assert {found.offer(model).state for model in MODELS.values() if not model.active} == {"practice"}
    assert helpers.catalogue() is found


# ---- clients


def test_clients_are_made_once():
    first, again = connect("practice"), connect("practice")
    assert first is not again
    assert first.runtime is again.runtime is connect().runtime


def test_clients_are_made_anew_for_other_credentials(account, monkeypatch):
    first = connect("bedrock")
    assert connect("bedrock").clients is first.clients
    assert connect("bedrock", region="us-east-1").clients is not first.clients
    monkeypatch.setenv("AWS_SESSION_TOKEN", "another")
    assert connect("bedrock").clients is not first.clients


def test_clients_are_made_anew_after_aws_configure(account, monkeypatch, tmp_path):
    file = tmp_path / "credentials"
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(file))
    first = connect("bedrock")
    file.write_text("[default]\naws_access_key_id=x\naws_secret_access_key=y\n")
    assert connect("bedrock").clients is not first.clients


def test_many_threads_make_one_client():
    clients = client.opened("practice", rules=Rules()).clients
    start = threading.Barrier(8)

    def make(_):
        start.wait(30)
        return clients.client("bedrock-runtime")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(map(id, pool.map(make, range(8))))) == 1


# ---- practice mode with rules


def test_a_quota_of_ones_own(undrawn):
    connection = connect("practice", rules=Rules(quotas=Quotas({SD35.id: 1}, clock=lambda: 0)))
    generate("a cat", seed=1)
    with pytest.raises(errors.Throttled, match="15 a minute"):
        connection.draw(ImageRequest("a cat"))


FAULTS = [
    ("payment", errors.PaymentMissing),
    ("html", errors.WebPage),
    ("hang", errors.TimedOut),
    ("reset", errors.ReplyLost),
    ("reset-at-once", errors.ReplyLost),
    ("truncated-json", errors.UnexpectedReply),
    ("reply-too-large", errors.ReplyTooLarge),
]


@pytest.mark.parametrize(("fault", "kind"), FAULTS)
def test_a_fault_on_demand(fault, kind, monkeypatch, undrawn):
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda seconds: None)
    connection = connect("practice", rules=Rules(faults=(Fault(fault),)))
    with pytest.raises(kind):
        connection.draw(ImageRequest("a cat", seed=1))


# ---- what came is kept


def test_a_reply_that_cannot_be_read_is_kept(account, folder):
    account.answer("InvokeModel", '{"images": ["%%%"]}')
    with pytest.raises(errors.UnexpectedReply) as caught:
        connect("bedrock").draw(ImageRequest("a cat"))
    assert caught.value.kept.read_bytes() == b'{"images": ["%%%"]}'
    assert str(caught.value.kept) in str(caught.value)
    assert caught.value.request_id == "00000000-0000-0000-0000-000000000007"


def test_a_blurred_picture_is_kept():
    with pytest.raises(errors.Refused) as caught:
        generate("a cat, blocked-output", model="sdxl", width=128, height=128, steps=10)
    (blurred,) = caught.value.pictures
    assert blurred.path.read_bytes() == blurred.data
    assert blurred.refused == "CONTENT_FILTERED"
    assert json.loads(blurred.path.with_suffix(".json").read_text("utf-8"))["refused"] == "CONTENT_FILTERED"


def several(account, **more):
    image = base64.b64encode(PNG).decode()
    account.answer("InvokeModel", json.dumps({"images": [image, image]} | more))
    account.answer("ListFoundationModels", listing(MODELS["nova-canvas"].id))
    account.answer("GetFoundationModelAvailability", availability())
    account.answer("ListInferenceProfiles", profiles())
    connection = connect("bedrock")
    connection.catalogue()  # which has Nova Canvas here
    return connection


def test_several_pictures_in_one_call(account, capsys):
    pictures = generate_several("a cat", 2, model="nova-canvas", connection=several(account))
    assert [picture.data for picture in pictures] == [PNG, PNG]
    assert len({picture.path for picture in pictures}) == 2
    assert [picture.price_usd for picture in pictures] == [0.04, 0.04]
    assert "about $0.08" in capsys.readouterr().out


def test_what_the_filter_left_is_kept(account, capsys):
    connection = several(account, error="Some of the generated images have been blocked by our content filters.")
    pictures = connection.draw_all(ImageRequest("a cat", model="nova-canvas", count=3))
    assert len(pictures) == 2
    assert "blocked" in pictures.notes()[0]


def test_one_picture_is_one():
    with pytest.raises(errors.BadValue, match="generate_several"):
        generate("a cat", model="nova-canvas", count=2)


# ---- a gentle word


LONG = (
    "눈 덮인 숲속에 앉아 있는 붉은 여우 한 마리, 저녁노을이 지는 하늘과 멀리 보이는 산, 부드러운 빛과 차분한 색, "
    "수채화 느낌으로 그린 그림, 가까이에서 본 모습, 아주 자세한 털"
)


def test_long_prompts_in_another_language_get_a_word_and_not_an_error(account, capsys, each_language):
    account.answer("InvokeModel", REPLY)
    connect("bedrock")
    generate(LONG)
    said = capsys.readouterr().out
    assert {"en": "documented for prompts in English", "ko": "영어 프롬프트를 기준으로"}[each_language] in said
    for prompt in ("눈 속의 여우", "a red fox in the snow, " * 20, "1234567890 " * 20):
        generate(prompt)
    assert capsys.readouterr().out.count("Stable Diffusion") == 3  # the price, and nothing else


def test_a_mask_that_is_black_all_over_gets_a_word(account, capsys, square):
    account.answer("InvokeModel", REPLY)
    for level, warned in ((0, True), (255, False)):
        helpers.inpaint(square, Image.new("L", (8, 8), level), "a cat", connection=connect("bedrock"))
        assert ("black all over" in capsys.readouterr().out) == warned


def test_practice_mode_reads_korean():
    assert connect("practice").advice(ImageRequest(LONG)) == ""


def test_the_stock_variables_of_botocore_are_where_practice_mode_looks_for_them():
    """Practice mode turns each of them off; should botocore rename the table, this fails first."""
    assert {"profile", "region", "ca_bundle", "config_file"} <= set(botocore.session.Session.SESSION_VARIABLES)


@pytest.mark.parametrize(
    "wrong",
    [{"seed": -1}, {"model": "sdxl"}, {"model": "sdxl", "steps": "50"}, {"model": "nova-canvas", "width": "9"}],
    ids=["a bad value", "a retired model", "text for a number", "text for a size"],
)
def test_no_price_is_told_for_a_call_that_cannot_be_made(account, capsys, wrong):
    with pytest.raises(errors.WorkshopError):
        generate("a cat", connection=connect("bedrock"), **wrong)
    assert capsys.readouterr().out == ""
    assert account.requests == []


@pytest.mark.parametrize("key", ["AKIA\nX", "AKIA X", "키"])
def test_a_key_that_cannot_be_one(account, monkeypatch, key):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key)
    with pytest.raises(errors.MangledCredentials):
        generate("a cat", connection=connect("bedrock"))
    assert account.requests == []


@pytest.mark.parametrize("printed", ["hello", "[]", '{"Version": 1}'])
def test_a_program_that_gives_no_credentials(account, monkeypatch, tmp_path, capsys, printed):
    (tmp_path / "config").write_text(f"[default]\ncredential_process = echo '{printed}'\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    with pytest.raises(errors.CredentialsUnreadable):
        generate("a cat", connection=connect("bedrock"))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("given", ["bedrock", 5, object()])
def test_a_connection_that_is_none(given):
    for call in (lambda: generate("a cat", connection=given), lambda: helpers.catalogue(connection=given)):
        with pytest.raises(errors.BadValue, match="connection: got"):
            call()


@pytest.mark.parametrize(
    "wrong",
    [{"mode": 5}, {"region": 5}, {"profile": b"x"}, {"timeout": float("inf")}, {"rules": "aws", "mode": "practice"}],
    ids=str,
)
def test_what_connect_does_not_take(account, wrong):
    with pytest.raises(errors.BadValue):
        connect(**{"mode": "bedrock"} | wrong)


def test_a_warning_points_at_the_learners_own_line(account, folder):
    folder.write_text("in the way")
    account.answer("InvokeModel", REPLY)
    with pytest.warns(UserWarning) as caught:
        connect("bedrock").draw(ImageRequest("a cat"))
    assert {warning.filename for warning in caught} == {__file__}


# ---- a class that shares a quota


class TestClass:
    def test_everybody_has_the_published_quota_alone_unless_told(self):
        alone, of_40 = client.opened("bedrock"), client.opened("bedrock", class_size=40)
        assert (alone.class_size, of_40.class_size) == (1, 40)
        assert of_40.pace("sd3.5-large").seconds(4) > alone.pace("sd3.5-large").seconds(4)

    def test_the_environment_says_it_for_all(self, monkeypatch):
        monkeypatch.setenv("IMAGE_WORKSHOP_CLASS_SIZE", "12")
        assert client.opened("bedrock").class_size == 12
        assert client.opened("bedrock", class_size=3).class_size == 3

    @pytest.mark.parametrize("size", [0, -1, 10_001, "40", True, 2.5])
    def test_a_class_that_is_none(self, size):
        with pytest.raises(errors.BadValue, match="class_size"):
            client.opened("bedrock", class_size=size)

    @pytest.mark.parametrize("words", ["many", "-3", "0", "2.5"])
    def test_nor_can_the_environment_say_one(self, monkeypatch, words):
        monkeypatch.setenv("IMAGE_WORKSHOP_CLASS_SIZE", words)
        with pytest.raises(errors.BadValue, match="IMAGE_WORKSHOP_CLASS_SIZE"):
            client.opened("bedrock")

    def test_an_account_with_another_quota(self):
        usual, small = client.opened("bedrock"), client.opened("bedrock", quotas={"sd3.5-large": 2})
        assert small.pace("sd3.5-large").seconds(30) > usual.pace("sd3.5-large").seconds(30)
        assert small.pace("stable-image-core").seconds(200) == usual.pace("stable-image-core").seconds(200)

    @pytest.mark.parametrize("quotas", [{"sd35": 2}, {"sd3.5-large": 0}, {"sd3.5-large": "2"}, {"sd3.5-large": True}])
    def test_quotas_that_are_none(self, quotas):
        with pytest.raises(errors.BadValue, match="quotas"):
            client.opened("bedrock", quotas=quotas)

    def test_all_connections_of_one_account_share_a_pace(self):
        assert client.opened("bedrock").pace("sd3.5-large") is client.opened("bedrock").pace("sd3.5-large")
        assert client.opened("bedrock").pace("sd3.5-large") is not client.opened("bedrock").pace("stable-image-core")
