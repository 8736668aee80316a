"""Faults on demand: each as Bedrock, or a bad network, would do it; by header, and by rule."""

import base64
import io
import json

import pytest
from PIL import Image

from helpers.practice.service import Fault, Rules, faults
from tests.practice.wire import ask, said

SDXL, SD35 = "stability.stable-diffusion-xl-v1", "stability.sd3-5-large-v1:0"
SMALL = {"text_prompts": [{"text": "a cat"}], "width": 128, "height": 128, "steps": 10, "seed": 7}


def small(fault):
    return ask(SMALL, SDXL, x_practice_fault=fault)


@pytest.fixture(scope="module")
def good():
    return ask(SMALL, SDXL)


@pytest.mark.parametrize("name", faults.ERRORS)
def test_every_error_of_bedrocks(name):
    status, code, message, key = faults.ERRORS[name]
    response = small(name)
    assert (response.status, json.loads(response.body)) == (status, {key: message})
    assert response.headers.get("x-amzn-ErrorType", "").split(":")[0] == code
    assert response.headers["x-amzn-RequestId"]


def test_a_slow_answer_is_the_same_answer(good):
    response = small("slow")
    assert (response.delivery.delay, response.body) == (faults.SLOW, good.body)


@pytest.mark.parametrize(
    ("name", "what"), [("hang", {"hang": True}), ("reset", {"cut": 0.5}), ("reset-at-once", {"cut": 0})]
)
def test_how_it_travels(name, what):
    delivery = small(name).delivery
    assert {key: getattr(delivery, key) for key in what} == what


def test_truncated_json(good):
    response = small("truncated-json")
    assert good.body.startswith(response.body)
    assert response.headers["Content-Length"] == str(len(response.body))
    with pytest.raises(ValueError):
        json.loads(response.body)


def test_an_empty_body():
    assert (small("empty").body, small("empty").headers["Content-Length"]) == (b"", "0")


def test_a_wrong_content_type(good):
    response = small("content-type")
    assert (response.body, response.headers["Content-Type"]) == (good.body, "text/html; charset=utf-8")


def test_a_web_page():
    response = small("html")
    assert response.status == 200
    assert response.body.startswith(b"<!DOCTYPE html>")


def picture(response):
    return json.loads(response.body)["artifacts"][0]["base64"]


def test_broken_base64():
    with pytest.raises(ValueError):
        base64.b64decode(picture(small("base64")), validate=True)


def test_bytes_that_are_no_picture():
    with pytest.raises(OSError):
        Image.open(io.BytesIO(base64.b64decode(picture(small("not-an-image")), validate=True)))


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_of_absurd_size(monkeypatch):
    text = picture(small("huge-image"))
    assert len(text) < 200_000
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    image = Image.open(io.BytesIO(base64.b64decode(text)))
    assert image.size == (faults.HUGE_SIDE, faults.HUGE_SIDE)


@pytest.mark.parametrize(
    ("model", "body", "reply"),
    [
        (SD35, {"prompt": "a"}, {"finish_reasons": ["Inference error"]}),
        (SDXL, SMALL, {"result": "success", "artifacts": [{"seed": 0, "base64": "", "finishReason": "ERROR"}]}),
    ],
)
def test_a_model_that_broke_down_with_http_200(model, body, reply):
    response = ask(body, model, x_practice_fault="inference-error")
    assert (response.status, json.loads(response.body)) == (200, reply)


# ---- which requests meet one


def chosen(headers="", always=(), luck=0.5):
    return faults.chosen({faults.HEADER: headers}, always, lambda: luck)


def test_by_rule_for_every_request():
    assert said(ask(SMALL, SDXL, rules=Rules(faults=(Fault("payment"),))))[0] == 403


@pytest.mark.parametrize(("luck", "met"), [(0.29, "throttle"), (0.31, "")])
def test_for_a_share_of_the_requests(luck, met):
    assert chosen(always=(Fault("throttle", 0.3),), luck=luck) == met
    assert chosen("throttle=0.3", luck=luck) == met


def test_the_first_that_is_met_counts():
    assert chosen(always=(Fault("500", 0.1), Fault("503"))) == "503"
    assert chosen("500=0.9,503") == "500"


def test_a_request_that_asks_for_its_own_meets_no_other():
    assert chosen("500", (Fault("503"),)) == "500"
    assert chosen("500=0", (Fault("503"),)) == ""


@pytest.mark.parametrize("words", ["flood", "throttle=2", "throttle=-1", "throttle=often", "=0.5", "throttle=nan"])
def test_a_fault_that_there_is_not(words):
    with pytest.raises(ValueError, match=r"^(there is no fault|the share of)"):
        Fault.read(words)
    status, code, message = said(small(words))
    assert (status, code) == (400, "ValidationException")
    assert message.startswith("Practice mode: ")


def test_only_model_calls_meet_faults():
    from helpers.practice import service
    from tests.practice.wire import headers

    answer = service.answer("GET", "/foundation-models", headers(), b"", Rules(faults=(Fault("500"),)))
    assert answer.status == 200
