"""Stable Diffusion XL 1.0: the JSON that is sent, and what is made of every reply."""

import base64
import io

import pytest
from PIL import Image

from helpers import MODELS, BadValue, ImageRequest, UnexpectedReply
from helpers.models import sdxl
from helpers.models.styles import STYLE_PRESETS
from helpers.tasks import ImageToImage, Inpaint
from tests.conftest import image_file

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


@pytest.mark.parametrize("size", [(1024, 1024), (1536, 640), (640, 1536), (512, 512), (128, 128), (128, 1536)])
def test_sizes_up_to_a_megapixel(size):
    sent = body(width=size[0], height=size[1])
    assert (sent["width"], sent["height"]) == size


def test_one_side_alone():
    """As AWS's own notebook sends it; the other is 1024."""
    assert body(width=768) == {"text_prompts": [{"text": "a cat"}], "width": 768}
    with pytest.raises(BadValue, match=r"1088 x 1024 = 1,114,112 pixels.*1,048,576"):
        body(width=1088)


@pytest.mark.parametrize("size", [(1000, 1024), (64, 1024), (1024, 1600), (1024.0, 1024), (True, 1024)])
def test_any_other_size(size):
    with pytest.raises(BadValue, match="a multiple of 64, 128 to 1,536"):
        body(width=size[0], height=size[1])


@pytest.mark.parametrize(("side", "fits"), [(896, True), (960, False)])
def test_the_first_version_is_smaller(side, fits):
    if fits:
        assert body(model="sdxl-v0", width=side)["width"] == side
    else:
        with pytest.raises(BadValue, match="128 to 896"):
            body(model="sdxl-v0", width=side)


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
    assert (found.images, found.seed, found.refused) == ((b"pixels",), 42, "")


@pytest.mark.parametrize(("more", "blurred"), [({"base64": PIXELS}, (b"pixels",)), ({}, ()), ({"base64": "%"}, ())])
def test_a_refusal_keeps_the_blurred_picture_if_one_came(more, blurred):
    found = sdxl.answer({"artifacts": [{"seed": 42, "finishReason": "CONTENT_FILTERED"} | more]})
    assert (found.images, found.refused, found.blurred) == ((), "CONTENT_FILTERED", blurred)


def test_what_an_error_in_the_reply_says():
    with pytest.raises(UnexpectedReply, match="result: error, name: bad, message: no"):
        sdxl.answer({"result": "error", "error": {"id": "x", "message": "no", "name": "bad"}})


# ---- edits


def test_strength_is_what_image_strength_is_not(square):
    sent = body(task=ImageToImage(square, 0.35))
    assert (sent["image_strength"], sent["init_image_mode"]) == (0.65, "IMAGE_STRENGTH")
    assert base64.b64decode(sent["init_image"]) == square


def test_white_is_edited(square, mask):
    sent = body(task=Inpaint(square, mask))
    assert sent["mask_source"] == "MASK_IMAGE_WHITE"
    assert base64.b64decode(sent["mask_image"]) == mask


def test_a_mask_gets_the_size_of_its_picture(square):
    sent = body(task=Inpaint(square, image_file(size=(64, 32))))
    assert Image.open(io.BytesIO(base64.b64decode(sent["mask_image"]))).size == (256, 256)


def test_without_a_mask_what_is_transparent_is_edited(clear):
    assert body(task=Inpaint(clear))["mask_source"] == "INIT_IMAGE_ALPHA"


@pytest.mark.parametrize(("steps", "size", "price"), [(50, 512, 0.018), (51, 512, 0.036), (50, 768, 0.036)])
def test_the_price_of_the_first_version(steps, size, price):
    request = ImageRequest("a cat", model="sdxl-v0", steps=steps, width=size, height=512)
    assert sdxl.price(request, MODELS["sdxl-v0"]) == pytest.approx(price)


@pytest.mark.parametrize(("steps", "price"), [(None, 0.04), (50, 0.04), (51, 0.08)])
def test_more_steps_cost_more(steps, price):
    assert sdxl.price(ImageRequest("a cat", model="sdxl", steps=steps), MODELS["sdxl"]) == price


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
