"""Stable Diffusion XL 1.0: the JSON that is sent, and what is made of every reply."""

import base64

import pytest

from helpers import BadValue, ImageRequest, Refused, UnexpectedReply
from helpers.models import sdxl
from helpers.models.styles import STYLE_PRESETS

pytestmark = pytest.mark.usefixtures("english")


def body(**more):
    return ImageRequest(**{"prompt": "a cat", "model": "sdxl"} | more).body()


def test_the_prompt_alone():
    assert body() == {"text_prompts": [{"text": "a cat"}]}


def test_every_knob():
    knobs = {
        "width": 1152,
        "height": 896,
        "steps": 50,
        "cfg_scale": 9,
        "seed": 7,
        "style_preset": "anime",
    }
    assert body(negative_prompt="dogs", output_format="png", **knobs) == {
        "text_prompts": [{"text": "a cat"}, {"text": "dogs", "weight": -1.0}],
        **knobs,
    }


@pytest.mark.parametrize(("field", "place"), [("prompt", 0), ("negative_prompt", 1)])
def test_2_000_characters_and_no_more(field, place):
    assert len(body(**{"negative_prompt": "dogs", field: "x" * 2_000})["text_prompts"][place]["text"]) == 2_000
    with pytest.raises(BadValue) as caught:
        body(**{field: "x" * 2_001})
    assert "2,001" in caught.value.cause
    assert "2,000" in caught.value.cause


@pytest.mark.parametrize(
    ("field", "low", "high", "below", "above"),
    [("seed", 0, 2**32 - 1, -1, 2**32), ("steps", 10, 150, 9, 151), ("cfg_scale", 0, 35, -0.1, 35.1)],
)
def test_a_number_at_its_limits_and_one_beyond(field, low, high, below, above):
    for value in (low, high):
        assert body(**{field: value})[field] == value
    for value in (below, above):
        with pytest.raises(BadValue) as caught:
            body(**{field: value})
        assert repr(value) in caught.value.cause
        assert f"{low:,}" in caught.value.cause
        assert f"{high:,}" in caught.value.cause


@pytest.mark.parametrize(("field", "value"), [("steps", 30.5), ("seed", 7.0), ("steps", True), ("cfg_scale", "9")])
def test_a_number_of_the_wrong_kind(field, value):
    with pytest.raises(BadValue, match=field):
        body(**{field: value})


def test_guidance_need_not_be_whole():
    assert body(cfg_scale=7.5)["cfg_scale"] == 7.5


@pytest.mark.parametrize("size", sdxl.SIZES)
def test_nine_sizes(size):
    sent = body(width=size[0], height=size[1])
    assert (sent["width"], sent["height"]) == size


@pytest.mark.parametrize("size", [(512, 512), (1024, None), (None, 1024), (1024, 1025)])
def test_any_other_size(size):
    with pytest.raises(BadValue, match="1024 x 1024") as caught:
        body(width=size[0], height=size[1])
    assert f"{size[0]} x {size[1]}" in caught.value.cause


def test_a_shape_is_said_in_pixels():
    with pytest.raises(BadValue, match="width and height"):
        body(aspect_ratio="16:9")


@pytest.mark.parametrize("preset", STYLE_PRESETS)
def test_every_preset(preset):
    assert body(style_preset=preset)["style_preset"] == preset


@pytest.mark.parametrize(("field", "value"), [("style_preset", "oil"), ("output_format", "jpeg")])
def test_a_choice_that_is_none(field, value):
    with pytest.raises(BadValue, match=value):
        body(**{field: value})


# ---- replies

PIXELS = base64.b64encode(b"pixels").decode()


def test_a_picture():
    found = sdxl.answer({"result": "success", "artifacts": [{"seed": 42, "base64": PIXELS, "finishReason": "SUCCESS"}]})
    assert (found.data, found.seed) == (b"pixels", 42)


def test_a_refusal_keeps_the_blurred_picture():
    with pytest.raises(Refused) as caught:
        sdxl.answer({"artifacts": [{"seed": 42, "base64": PIXELS, "finishReason": "CONTENT_FILTERED"}]})
    assert (caught.value.reason, caught.value.kept) == ("CONTENT_FILTERED", b"pixels")


def test_a_refusal_without_a_picture():
    with pytest.raises(Refused) as caught:
        sdxl.answer({"artifacts": [{"seed": 42, "finishReason": "CONTENT_FILTERED"}]})
    assert caught.value.kept == b""


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"result": "error", "error": {"id": "x", "message": "no", "name": "bad"}},
        {"artifacts": []},
        {"artifacts": [{"seed": 1, "base64": PIXELS, "finishReason": "ERROR"}]},
        {"artifacts": [{"seed": 1, "finishReason": "SUCCESS"}]},
        {"artifacts": [{"seed": 1, "base64": "%%%", "finishReason": "SUCCESS"}]},
    ],
)
def test_a_reply_without_a_picture(reply):
    with pytest.raises(UnexpectedReply) as caught:
        sdxl.answer(reply)
    assert "?" not in caught.value.cause
