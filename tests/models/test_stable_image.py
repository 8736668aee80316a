"""Stable Diffusion 3.5 Large and Stable Image Core: the JSON that is sent, and what is made of every reply."""

import base64

import pytest

from helpers import MODELS, BadValue, ImageRequest, Refused, UnexpectedReply
from helpers.errors import GuardrailIntervened
from helpers.models import stable_image
from helpers.tasks import ImageToImage
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")

BOTH = pytest.mark.parametrize("model", ["sd3.5-large", "stable-image-core", "stable-image-ultra"])


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
    assert (found.images, found.seed, found.refused) == ((b"pixels",), 42, "")


@pytest.mark.parametrize(
    ("seeds", "seed"),
    [
        *((["42"], 42), ([0], 0), ([], None), (None, None), ("42", None), ([True], None), (["-1"], None)),
        *(([1.5], None), (["9" * 5000], None), ([10**5000], None), (["\u0663"], None), ([{}], None)),
    ],
)
def test_seeds_come_as_numbers_as_text_and_not_at_all(seeds, seed):
    """Whatever stands there, no picture is lost for it."""
    assert stable_image.answer(reply(seeds=seeds)).seed == seed


def test_finish_reasons_may_be_absent():
    whole = reply()
    del whole["finish_reasons"]
    assert stable_image.answer(whole).images == (b"pixels",)


@pytest.mark.parametrize("what", ["prompt", "output image", "input image"])
def test_a_refusal_has_a_reason_and_no_image(what):
    with pytest.raises(Refused) as caught:
        stable_image.answer({"finish_reasons": [f"Filter reason: {what}"]})
    assert caught.value.reason == f"Filter reason: {what}"
    assert f"Filter reason: {what}" in caught.value.cause


def test_a_guardrail_is_not_the_models_own_filter():
    with pytest.raises(GuardrailIntervened):
        stable_image.answer({"amazon-bedrock-guardrailAction": "INTERVENED", "images": []})
    assert stable_image.answer(reply(**{"amazon-bedrock-guardrailAction": "NONE"})).images == (b"pixels",)


# ---- from a picture


def test_from_a_picture(square):
    for model in ("sd3.5-large", None):
        sent = ImageRequest("a cat", model=model, seed=7, task=ImageToImage(square, 0.35)).body()
        image = base64.b64encode(square).decode()
        assert sent == {"prompt": "a cat", "mode": "image-to-image", "image": image, "strength": 0.35, "seed": 7}


def test_core_and_ultra_draw_from_text_alone(square):
    for model in ("stable-image-core", "stable-image-ultra"):
        with pytest.raises(BadValue, match=r"image-to-image, allowed: text-to-image, because.*'sd3.5-large'"):
            ImageRequest("a cat", model=model, task=ImageToImage(square)).body()


@pytest.mark.parametrize("strength", [-0.1, 1.1, True, "0.5", float("nan")])
def test_strength_is_0_to_1(square, strength):
    with pytest.raises(BadValue, match="strength"):
        ImageRequest("a cat", task=ImageToImage(square, strength)).body()


def test_the_new_picture_has_the_shape_of_the_old(square):
    with pytest.raises(BadValue, match="aspect_ratio"):
        ImageRequest("a cat", aspect_ratio="16:9", task=ImageToImage(square)).body()


@pytest.mark.parametrize(
    ("model", "size", "said"),
    [
        ("sd3.5-large", (63, 64), "63 x 64 pixels, allowed: sides of at least 64"),
        ("sd3-large", (639, 700), "639 x 700 pixels, allowed: sides of 640 to 1536"),
        ("sd3-large", (1537, 700), "1537 x 700 pixels, allowed: sides of 640 to 1536"),
    ],
)
def test_a_picture_of_a_size_it_does_not_take(model, size, said):
    with pytest.raises(BadValue, match=said) as caught:
        ImageRequest("a cat", model=model, task=ImageToImage(image_file(size=size))).body()
    assert caught.value.facts["field"] == "#/image"


def test_a_picture_of_a_kind_it_does_not_take():
    with pytest.raises(BadValue, match="GIF, allowed: one of PNG, JPEG, WEBP"):
        ImageRequest("a cat", task=ImageToImage(image_file("GIF", (64, 64)))).body()


def test_several_pictures_are_too_many(square):
    with pytest.raises(BadValue, match="2 pictures, allowed: at most 1"):
        ImageRequest("a cat", task=ImageToImage(square, 0.5, (square,))).body()


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
