"""Stable Diffusion 3.5 on the wire: image-to-image."""

import numpy as np
import pytest

from helpers.practice.families import stable_image
from helpers.practice.families.stable_image import MEGAPIXEL
from tests.practice.wire import ask, complaint, detail, image, plain

SD35, CORE = "stability.sd3-5-large-v1:0", "stability.stable-image-core-v1:1"


def test_a_picture_needs_no_mode(asked, sent_meadow):
    """AWS's own sample sends none."""
    plainly = {"prompt": "a fox", "image": sent_meadow, "strength": 0.3, "seed": 1}
    assert ask(plainly, SD35).status == 200
    assert ask(plainly | {"mode": "image-to-image"}, SD35).status == 200
    assert [given.draw.args[1] for given in asked] == [0.3, 0.3]


def test_what_does_not_belong_together(asked, sent_meadow):
    wrong = complaint(ask({"prompt": "a fox", "mode": "image-to-image"}, SD35))
    assert wrong == "#/image: image-to-image needs one"
    assert complaint(ask({"prompt": "a fox", "image": sent_meadow}, SD35)) == "#/strength: an image needs one"
    assert not asked


@pytest.mark.parametrize("strength", [-0.1, 1.1])
def test_strength_is_0_to_1(sent_meadow, strength):
    response = ask({"prompt": "a fox", "image": sent_meadow, "strength": strength}, SD35)
    assert complaint(response).startswith(f"#/strength: {strength} is not")


@pytest.mark.parametrize("size", [(64, 64), (100, 300), (1000, 64), (64, 2000), (3072, 3072), (1023, 1025)])
def test_every_picture_becomes_a_megapixel_of_its_own_shape(asked, size):
    assert ask({"prompt": "a fox", "image": plain(*size), "strength": 0.5}, SD35).status == 200
    height, width, _ = asked[0].draw.args[0].shape
    assert height % 64 == width % 64 == 0
    assert 0.85 * MEGAPIXEL < width * height < 1.15 * MEGAPIXEL
    assert width / height == pytest.approx(size[0] / size[1], rel=0.15)


@pytest.mark.parametrize("kind", ["jpeg", "webp"])
def test_a_picture_that_hardly_changes(kind, sent_meadow):
    got = image(ask({"prompt": "", "image": sent_meadow, "strength": 0, "output_format": kind, "seed": 2}, SD35))
    assert (got.format, got.size) == (kind.upper(), (1152, 896))
    from_it = np.asarray(got.resize((160, 128)), int)
    assert from_it.shape == (128, 160, 3)


@pytest.mark.parametrize("key", ["image", "strength", "mode", "style_preset"])
def test_core_draws_from_text_alone(key):
    assert detail(ask({"prompt": "a", key: "b"}, CORE)) == (
        f"Invalid field '{key}' in request. Available fields for stable-image-core are: "
        "prompt, negative_prompt, aspect_ratio, seed, output_format"
    )


@pytest.mark.parametrize("key", ["style_preset", "width", "steps", "cfg_scale"])
def test_what_sd35_does_not_know(key):
    assert detail(ask({"prompt": "a", key: "b"}, SD35)).startswith(f"Invalid field '{key}' in request. ")


FIRST_ULTRA = "stability.stable-image-ultra-v1:0"


def test_what_the_first_ultra_does_not_know():
    """As users of litellm saw it (issues 6826 and 6722)."""
    assert detail(ask({"prompt": "a", "max_tokens": 1}, FIRST_ULTRA)) == (
        "Invalid field in request. Available fields: ['prompt', 'negative_prompt', 'mode', 'strength', 'seed', "
        "'output_format', 'image', 'aspect_ratio']"
    )
    assert complaint(ask({"inputText": "a"}, FIRST_ULTRA)) == "#: required key [prompt] not found"


def test_the_first_ultra_starts_from_a_picture(sent_meadow, monkeypatch):
    strengths = []
    monkeypatch.setattr(stable_image, "repainted", lambda given, strength, order, known: strengths.append(strength))
    for more in ({}, {"strength": 0.8}):
        asked = stable_image.MODELS[FIRST_ULTRA].asked({"prompt": "a", "image": sent_meadow} | more)
        asked.draw(asked.order)
    assert strengths == [0.35, 0.8]
