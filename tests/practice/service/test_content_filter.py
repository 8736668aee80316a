"""The content filter on request: documented words, each family's own form, and what comes all the same."""

import json

import numpy as np
import pytest

from helpers.practice.service import content_filter
from tests.practice.wire import ask, image, plain

SD35, SDXL = "stability.sd3-5-large-v1:0", "stability.stable-diffusion-xl-v1"
FAST, INPAINT = "us.stability.stable-fast-upscale-v1:0", "us.stability.stable-image-inpaint-v1:0"


@pytest.mark.parametrize("kind", ["prompt", "input", "output", "some"])
@pytest.mark.parametrize("words", ["blocked-{}", "a cat, Blocked-{}.", "(blocked-{}:1.2) 고양이", "눈 blocked-{} 비"])
def test_the_words(kind, words):
    assert content_filter.blocked(words.format(kind)) == kind


@pytest.mark.parametrize("words", ["", "a blocked road", "blocked-prompts", "unblocked-prompt", "blocked prompt"])
def test_nobody_meets_them_by_chance(words):
    assert content_filter.blocked(words) is None
    assert content_filter.harmless(words) == words


def test_they_are_not_drawn():
    assert content_filter.harmless("a cat, blocked-some").strip(", ") == "a cat"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("prompt", "prompt"), ("input", "input image"), ("output", "output image"), ("some", "output image")],
)
def test_the_newer_models_of_stability(kind, reason):
    for model, body in (
        (SD35, {"prompt": f"a cat blocked-{kind}"}),
        (INPAINT, {"prompt": f"a cat blocked-{kind}", "image": plain(64, 64), "mask": plain(64, 64)}),
    ):
        response = ask(body, model)
        assert response.status == 200
        assert json.loads(response.body) == {"finish_reasons": [f"Filter reason: {reason}"]}


def test_sdxl_sends_a_blurred_picture():
    body = {"text_prompts": [{"text": "a black cat"}], "width": 128, "height": 128, "steps": 10, "seed": 7}
    clear = ask(body, SDXL)
    blurred = ask(body | {"text_prompts": [{"text": "a black cat blocked-output"}]}, SDXL)
    artifact = json.loads(blurred.body)["artifacts"][0]
    assert (artifact["seed"], artifact["finishReason"]) == (7, "CONTENT_FILTERED")
    edges = [np.abs(np.diff(np.asarray(image(one), int), axis=1)).mean() for one in (clear, blurred)]
    assert edges[1] < edges[0] / 3


def test_a_guardrail(monkeypatch):
    from helpers.practice.service import invoke

    monkeypatch.setattr(invoke, "_draw", lambda asked, seed, blur=0: (b"pixels", {}))
    guarded = {"X_Amzn_Bedrock_GuardrailIdentifier": "abc", "X_Amzn_Bedrock_GuardrailVersion": "1"}
    stopped = ask({"prompt": "a cat blocked-prompt"}, SD35, **guarded)
    assert json.loads(stopped.body) == {"amazon-bedrock-guardrailAction": "INTERVENED"}
    passed = json.loads(ask({"prompt": "a cat"}, SD35, **guarded).body)
    assert passed["amazon-bedrock-guardrailAction"] == "NONE"
    assert passed["images"]


def test_wrong_bodies_come_before_the_filter():
    assert ask({"prompt": "blocked-prompt", "seed": -1}, SD35).status == 400
