"""Stable Diffusion 3.5 Large and Stable Image Core: the JSON that is sent, and what is made of every reply."""

import base64

import pytest

from helpers import MODELS, BadValue, ImageRequest, Refused, UnexpectedReply
from helpers.models import stable_image

pytestmark = pytest.mark.usefixtures("english")

BOTH = pytest.mark.parametrize("model", ["sd3.5-large", "stable-image-core"])


@BOTH
def test_the_prompt_alone(model):
    assert ImageRequest("a cat", model=model).body() == {"prompt": "a cat"}


@BOTH
def test_every_knob(model):
    request = ImageRequest(
        "a cat", negative_prompt="dogs", model=model, seed=7, aspect_ratio="16:9", output_format="jpeg"
    )
    assert request.body() == {
        "prompt": "a cat",
        "negative_prompt": "dogs",
        "aspect_ratio": "16:9",
        "seed": 7,
        "output_format": "jpeg",
    }


def test_a_seed_of_0_is_sent():
    assert ImageRequest("a cat", seed=0).body()["seed"] == 0


@BOTH
@pytest.mark.parametrize("field", ["prompt", "negative_prompt"])
def test_10_000_characters_and_no_more(model, field):
    longest = ImageRequest(**{"prompt": "a cat", "model": model, field: "고" * 10_000})
    assert len(longest.body()[field]) == 10_000
    with pytest.raises(BadValue) as caught:
        ImageRequest(**{"prompt": "a cat", "model": model, field: "고" * 10_001}).body()
    assert field in caught.value.cause
    assert "10,001" in caught.value.cause
    assert "10,000" in caught.value.cause


@BOTH
def test_seeds_end_at_4_294_967_294(model):
    assert ImageRequest("a cat", model=model, seed=4_294_967_294).body()["seed"] == 4_294_967_294
    with pytest.raises(BadValue) as caught:
        ImageRequest("a cat", model=model, seed=4_294_967_295).body()
    assert "4294967295" in caught.value.cause
    assert "4,294,967,294" in caught.value.cause


@pytest.mark.parametrize("seed", [-1, 1.5, 7.0, True, "7", float("nan")])
def test_a_seed_is_a_whole_number_from_0(seed):
    with pytest.raises(BadValue, match="seed"):
        ImageRequest("a cat", seed=seed).body()


@pytest.mark.parametrize("ratio", stable_image.ASPECT_RATIOS)
def test_nine_shapes(ratio):
    assert ImageRequest("a cat", aspect_ratio=ratio).body()["aspect_ratio"] == ratio


@pytest.mark.parametrize(("field", "value"), [("aspect_ratio", "4:3"), ("output_format", "gif")])
def test_a_choice_that_is_none(field, value):
    with pytest.raises(BadValue) as caught:
        ImageRequest("a cat", **{field: value}).body()
    assert value in caught.value.cause
    assert "one of" in caught.value.cause


def test_core_has_no_webp():
    assert ImageRequest("a cat", output_format="webp").body()["output_format"] == "webp"
    with pytest.raises(BadValue, match="png, jpeg"):
        ImageRequest("a cat", model="stable-image-core", output_format="webp").body()


@BOTH
@pytest.mark.parametrize(
    ("field", "value", "instead"),
    [
        ("width", 1024, "aspect_ratio"),
        ("height", 1024, "aspect_ratio"),
        ("steps", 30, "leave it out"),
        ("cfg_scale", 7, "leave it out"),
        ("cfg_scale", 0, "leave it out"),
        ("style_preset", "anime", "in the prompt"),
    ],
)
def test_a_knob_the_model_does_not_have_is_refused_with_what_to_do_instead(model, field, value, instead):
    with pytest.raises(BadValue) as caught:
        ImageRequest("a cat", model=model, **{field: value}).body()
    assert caught.value.facts["what"] == field
    assert instead in caught.value.cause
    assert MODELS[model].title in caught.value.cause


# ---- replies


def reply(**more):
    return {"seeds": [42], "finish_reasons": [None], "images": [base64.b64encode(b"pixels").decode()]} | more


def test_a_picture():
    found = stable_image.answer(reply())
    assert (found.data, found.seed) == (b"pixels", 42)


@pytest.mark.parametrize(("seeds", "seed"), [(["42"], 42), ([0], 0), ([], None)])
def test_seeds_come_as_numbers_as_text_and_not_at_all(seeds, seed):
    assert stable_image.answer(reply(seeds=seeds)).seed == seed


def test_finish_reasons_may_be_absent():
    whole = reply()
    del whole["finish_reasons"]
    assert stable_image.answer(whole).data == b"pixels"


@pytest.mark.parametrize("what", ["prompt", "output image", "input image"])
def test_a_refusal_has_a_reason_and_no_image(what):
    with pytest.raises(Refused) as caught:
        stable_image.answer({"finish_reasons": [f"Filter reason: {what}"]})
    assert caught.value.reason == f"Filter reason: {what}"
    assert caught.value.kept == b""
    assert f"Filter reason: {what}" in caught.value.cause


def test_an_inference_error_is_no_refusal():
    with pytest.raises(UnexpectedReply, match="Inference error"):
        stable_image.answer({"finish_reasons": ["Inference error"]})


@pytest.mark.parametrize("images", [[], None, [""], [None], ["not base64!"], ["YWJ"], ["data:image/png;base64,YWJj"]])
def test_an_image_that_is_none(images):
    with pytest.raises(UnexpectedReply):
        stable_image.answer(reply(images=images))


def test_an_empty_reply():
    with pytest.raises(UnexpectedReply, match="image is empty"):
        stable_image.answer({})
