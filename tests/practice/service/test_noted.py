"""From a prompt to an edit by way of the file alone: what practice mode painted it finds again."""

import base64
import io
import json

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from helpers.practice import engine
from helpers.practice.engine import Order
from helpers.practice.shown import union
from tests.practice import wire

SIDE = 192
SERVICE = "us.stability.stable-image-{}-v1:0"


def order(prompt):
    return {"text_prompts": [{"text": prompt}], "width": SIDE, "height": SIDE, "steps": 10, "seed": 7}


@pytest.fixture(scope="module")
def painted():
    """A prompt -> the file of its picture in base64, its pixels, and its known figures."""
    kept = {}

    def paint(prompt):
        if prompt not in kept:
            response = wire.ask(order(prompt), "stability.stable-diffusion-xl-v1")
            image = wire.image(response)
            drawn = engine.draw(Order(prompt, width=SIDE, height=SIDE, steps=10, seed=7))
            assert (np.asarray(image) == drawn.pixels).all()
            kept[prompt] = file_of(response), drawn.pixels, drawn.known
        return kept[prompt]

    return paint


def file_of(response):
    """The file of a picture in a reply, in base64."""
    reply = json.loads(response.body)
    return reply["images"][0] if "images" in reply else reply["artifacts"][0]["base64"]


def edit(name, data, **body):
    return wire.ask({"image": data} | body, SERVICE.format(name))


def overlap(one, other):
    return float(np.minimum(one, other).sum() / np.maximum(one, other).sum())


PROMPTS = [
    "a red fox in a snowy forest, watercolor",
    "a white cat in a meadow",
    "a red car in a street, oil painting",
    "a girl in a park, comic",
    "숲 속의 빨간 여우, 수채화",
    "a penguin on ice, night",
    "a castle and a dragon, ukiyo-e",
    "a cat on a horse, pencil drawing",
]


@pytest.mark.parametrize("prompt", PROMPTS)
def test_the_background_goes_and_the_figures_stay_whole(painted, prompt):
    data, _, known = painted(prompt)
    alpha = np.asarray(wire.image(edit("remove-background", data)))[..., 3] / 255
    assert overlap(alpha, union(known)) > 0.9


def test_pixel_art_keeps_its_blocks(painted):
    data, _, known = painted("a brown dog on the beach, pixel art")
    alpha = np.asarray(wire.image(edit("remove-background", data)))[..., 3] / 255
    assert overlap(alpha, union(known)) > 0.8
    assert set(np.unique(alpha)) == {0, 1}


@pytest.mark.parametrize(
    ("prompt", "old"),
    [
        ("a red fox in a snowy forest, watercolor", "fox"),
        ("숲 속의 빨간 여우, 수채화", "여우를"),
        ("a penguin on ice, night", "the bird"),
    ],
)
def test_one_thing_takes_the_place_of_another(painted, prompt, old):
    data, pixels, known = painted(prompt)
    after = wire.pixels(edit("search-replace", data, search_prompt=old, prompt="a white rabbit", seed=3))
    changed = np.abs(after - pixels).max(2) > 8
    place = union(known) > 0.5
    assert changed[place].mean() > 0.9  # nothing of the old one is left
    assert not changed[:30].any()


def test_the_shadow_goes_with_whom_it_belongs_to(painted):
    data, pixels, (cat,) = painted("a white cat in a meadow")
    body = {"taskType": "INPAINTING", "inPaintingParams": {"image": data, "maskPrompt": "the cat"}}
    after = wire.pixels(wire.ask(body, "amazon.titan-image-generator-v2:0", region="us-east-1"))
    shadow = (cat.trace > 0.5) & (cat.alpha < 0.01)
    assert shadow.sum() > 100
    assert after[shadow].mean() > pixels[shadow].mean() + 5


def test_what_an_edit_painted_is_known_in_turn(painted):
    data, *_ = painted("a white cat in a meadow")
    replaced = edit("search-replace", data, search_prompt="cat", prompt="a red car", seed=3)
    file = file_of(replaced)
    turned = edit("search-recolor", file, select_prompt="red car", prompt="blue")
    assert turned.status == 200
    assert (
        "it shows: blue car" in wire.said(edit("search-recolor", file_of(turned), select_prompt="cat", prompt="red"))[2]
    )


def test_of_two_the_other_one_stays(painted):
    data, pixels, known = painted("a castle and a dragon, ukiyo-e")
    after = wire.pixels(edit("search-recolor", data, select_prompt="dragon", prompt="green"))
    where = {figure.subject: figure.alpha > 0.99 for figure in known}
    moved = np.abs(after - pixels).max(2) > 24
    assert moved[where["dragon"]].mean() > 0.3
    assert moved[where["castle"]].mean() < 0.02


def test_the_same_bytes_get_the_same_answer(painted):
    data, *_ = painted("a red fox in a snowy forest, watercolor")
    bodies = [edit("search-replace", data, search_prompt="fox", prompt="a white rabbit", seed=3).body for _ in range(2)]
    assert bodies[0] == bodies[1]


def test_what_is_not_there_is_not_found(painted):
    data, *_ = painted("a white cat in a meadow")
    message = wire.said(edit("search-replace", data, search_prompt="elephant", prompt="a dog"))[2]
    assert "was not found in this picture: it shows: white cat" in message


def test_scenery_is_found_beside_the_known(painted):
    data, pixels, known = painted("a white cat in a meadow")
    body = {"taskType": "INPAINTING", "inPaintingParams": {"image": data, "maskPrompt": "sky", "returnMask": True}}
    reply = wire.ask(body, "amazon.titan-image-generator-v2:0", region="us-east-1")
    assert reply.status == 200
    changed = np.abs(wire.pixels(reply) - pixels).max(2) > 8
    assert not changed[known[0].alpha > 0.99].any()


def test_outpainting_shifts_what_is_known(painted):
    data, *_ = painted("a white cat in a meadow")
    wide = (
        edit("outpaint", data, left=64, seed=1)
        if False
        else wire.ask({"image": data, "left": 64, "seed": 1}, "us.stability.stable-outpaint-v1:0")
    )
    alpha = np.asarray(wire.image(edit("remove-background", file_of(wide))))[..., 3] / 255
    own = np.asarray(wire.image(edit("remove-background", data)))[..., 3] / 255
    assert overlap(alpha[:, 64:], own) > 0.9


def test_no_other_file_and_no_hidden_picture_has_a_note(painted):
    body = {"prompt": "a white cat", "seed": 1}
    for kind in ("jpeg", "webp"):
        image = wire.image(wire.ask(body | {"output_format": kind}, "stability.sd3-5-large-v1:0"))
        assert not any("Practice" in str(key) for key in image.info)
    hidden = wire.image(wire.ask(order("blocked-output a cat"), "stability.stable-diffusion-xl-v1"))
    assert not any("Practice" in str(key) for key in hidden.info)


def test_a_changed_picture_is_looked_at_as_any_other(painted):
    data, pixels, _ = painted("a white cat in a meadow")
    retouched = pixels.copy()
    retouched[0, 0] ^= 1
    info = PngInfo()
    for key, value in Image.open(io.BytesIO(base64.b64decode(data))).info.items():
        info.add_text(key, value)
    one, other, noted = (
        wire.pixels(edit("remove-background", file))
        for file in (wire.sent(retouched, pnginfo=info), wire.sent(retouched), data)
    )
    assert (one == other).all()
    assert wire.differ(one, noted) > 0
