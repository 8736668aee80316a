"""The thirteen image services: the JSON that is sent for each task, and which values are refused before."""

import base64

import pytest

from helpers import MODELS, BadValue, ImageRequest
from helpers.models import family_of
from helpers.models.catalogue import SERVICES
from helpers.models.image_services import KNOBS
from helpers.tasks import (
    ConservativeUpscale,
    ControlSketch,
    ControlStructure,
    CreativeUpscale,
    Erase,
    FastUpscale,
    Inpaint,
    Outpaint,
    RemoveBackground,
    SearchRecolor,
    SearchReplace,
    StyleGuide,
    StyleTransfer,
)
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")

IMAGE = image_file(size=(64, 64))
MASK = image_file("JPEG", (64, 64))
SENT, SENT_MASK = (base64.b64encode(data).decode() for data in (IMAGE, MASK))

# Each with all it can be given, and what is sent of it.
FULL = [
    (
        "a fox",
        Inpaint(IMAGE, MASK, 3),
        {"prompt": "a fox", "image": SENT, "mask": SENT_MASK, "grow_mask": 3},
    ),
    ("", Erase(IMAGE, MASK, 0), {"image": SENT, "mask": SENT_MASK, "grow_mask": 0}),
    (
        "a sea",
        Outpaint(IMAGE, 1, 2, 3, 2000, creativity=0.1),
        {"prompt": "a sea", "image": SENT, "left": 1, "right": 2, "up": 3, "down": 2000, "creativity": 0.1},
    ),
    ("", Outpaint(IMAGE, right=64), {"image": SENT, "right": 64}),
    (
        "a dog",
        SearchReplace(IMAGE, "a cat", 20),
        {"prompt": "a dog", "image": SENT, "search_prompt": "a cat", "grow_mask": 20},
    ),
    ("blue", SearchRecolor(IMAGE, "a cat"), {"prompt": "blue", "image": SENT, "select_prompt": "a cat"}),
    ("", RemoveBackground(IMAGE), {"image": SENT}),
    ("a", ControlSketch(IMAGE, 0), {"prompt": "a", "image": SENT, "control_strength": 0}),
    ("a", ControlStructure(IMAGE, 1), {"prompt": "a", "image": SENT, "control_strength": 1}),
    ("a", StyleGuide(IMAGE, 0.5), {"prompt": "a", "image": SENT, "fidelity": 0.5}),
    (
        "",
        StyleTransfer(IMAGE, MASK, 0.9, 1.0, 0.1),
        {
            **{"init_image": SENT, "style_image": SENT_MASK},
            **{"composition_fidelity": 0.9, "style_strength": 1.0, "change_strength": 0.1},
        },
    ),
    ("", FastUpscale(IMAGE), {"image": SENT}),
    ("a", ConservativeUpscale(IMAGE, 0.1), {"prompt": "a", "image": SENT, "creativity": 0.1}),
    ("a", CreativeUpscale(IMAGE, 0.5), {"prompt": "a", "image": SENT, "creativity": 0.5}),
]
NAMES = [task.name for _, task, _ in FULL]
GENERAL = {"negative_prompt": "dogs", "seed": 7, "style_preset": "anime", "aspect_ratio": "16:9"}


def test_all_thirteen_are_here():
    assert {model.name for model in SERVICES} == set(KNOBS) == set(NAMES)
    assert len(SERVICES) == 13


@pytest.mark.parametrize(("prompt", "task", "sent"), FULL, ids=NAMES)
def test_what_is_sent(prompt, task, sent):
    takes = {name: GENERAL[name] for name in KNOBS[task.name]}
    request = ImageRequest(prompt, output_format="webp", task=task, **takes)
    assert request.body() == sent | takes | {"output_format": "webp"}


@pytest.mark.parametrize(("prompt", "task", "sent"), FULL, ids=NAMES)
def test_what_a_service_has_no_knob_for_is_refused_and_not_dropped(prompt, task, sent):
    others = {name: value for name, value in GENERAL.items() if name not in KNOBS[task.name]}
    others |= {"steps": 30, "cfg_scale": 7.0, "width": 512, "height": 512, "sampler": "DDIM", "quality": "premium"}
    for name, value in others.items():
        if name == "negative_prompt" and task.prompt_use == "none":
            continue  # `ImageRequest` itself says that there is no prompt
        with pytest.raises(BadValue) as caught:
            ImageRequest(prompt, task=task, **{name: value}).body()
        assert caught.value.facts["what"] == name
        assert "no such setting" in caught.value.cause


@pytest.mark.parametrize("kind", [Erase, RemoveBackground, FastUpscale])
def test_a_prompt_where_none_belongs(kind):
    with pytest.raises(BadValue, match=r"prompt: got 'a cat', allowed: nothing"):
        ImageRequest("a cat", task=kind(IMAGE))


BEYOND = [
    (Inpaint(IMAGE, MASK, 21), "grow_mask", "21", "0 to 20"),
    (Erase(IMAGE, MASK, -1), "grow_mask", "-1", "0 to 20"),
    (Inpaint(IMAGE, MASK, 1.5), "grow_mask", "1.5", "a whole number"),
    (Outpaint(IMAGE, left=2001), "left", "2001", "0 to 2,000"),
    (Outpaint(IMAGE, down=-1), "down", "-1", "0 to 2,000"),
    (Outpaint(IMAGE), "left, right, up, down", "left=0", "2,000"),
    (Outpaint(IMAGE, up=1, creativity=0.05), "creativity", "0.05", "0.1 to 1"),
    (ConservativeUpscale(IMAGE, 0.51), "creativity", "0.51", "0.1 to 0.5"),
    (CreativeUpscale(IMAGE, 0.09), "creativity", "0.09", "0.1 to 0.5"),
    (ControlSketch(IMAGE, 1.1), "control_strength", "1.1", "0 to 1"),
    (ControlStructure(IMAGE, -0.1), "control_strength", "-0.1", "0 to 1"),
    (ControlStructure(IMAGE, by="edges"), "by", "edges", "no such setting"),
    (StyleGuide(IMAGE, 2), "fidelity", "2", "0 to 1"),
    (StyleTransfer(IMAGE, MASK, 1.5), "composition_fidelity", "1.5", "0 to 1"),
    (StyleTransfer(IMAGE, MASK, 1, 1.5), "style_strength", "1.5", "0 to 1"),
    (StyleTransfer(IMAGE, MASK, 1, 1, 0.05), "change_strength", "0.05", "0.1 to 1"),
    (SearchReplace(IMAGE, "x" * 10_001), "search", "10,001 characters", "10,000"),
    (SearchReplace(IMAGE, " "), "search", "nothing", "words that name it"),
    (SearchRecolor(IMAGE, 5), "select", "int", "text"),
    (Inpaint(IMAGE), "mask", "nothing", "a transparent part"),
    (FastUpscale(image_file(size=(31, 64))), "image", "31 x 64 pixels", "32 to 1536"),
    (FastUpscale(image_file(size=(1537, 33))), "image", "1537 x 33", "32 to 1536"),
    (FastUpscale(image_file(size=(1100, 1000))), "image", "1,100,000", "1,024 to 1,048,576"),
    (CreativeUpscale(image_file(size=(1100, 1000))), "image", "1,100,000", "4,096 to 1,048,576"),
    (Inpaint(image_file(size=(63, 64)), MASK), "image", "63 x 64", "at least 64"),
    (Inpaint(image_file(size=(64, 161)), MASK), "image", "64 x 161", "2.5 times"),
    (RemoveBackground(image_file("GIF", (64, 64))), "image", "GIF", "PNG, JPEG, WEBP"),
    (StyleTransfer(IMAGE, image_file(size=(8, 8))), "style_image", "8 x 8", "at least 64"),
]


@pytest.mark.parametrize(("task", "what", "got", "limit"), BEYOND, ids=[f"{r[0].name}-{r[1]}-{r[2]}" for r in BEYOND])
def test_a_value_beyond_its_limit_is_told_with_both_numbers(task, what, got, limit):
    prompt = "a cat" if task.prompt_use == "required" else ""
    with pytest.raises(BadValue) as caught:
        ImageRequest(prompt, task=task).body()
    assert caught.value.facts["what"] == what
    assert got in caught.value.facts["got"] and limit in caught.value.facts["limit"]


def test_the_largest_picture_there_is():
    request = ImageRequest(task=RemoveBackground(image_file(size=(3072, 3072))))
    assert request.body()
    with pytest.raises(BadValue, match=r"3072 x 3073 = 9,440,256 pixels, allowed: 4,096 to 9,437,184"):
        ImageRequest(task=RemoveBackground(image_file(size=(3072, 3073)))).body()


def test_where_the_picture_is_transparent_no_mask_is_needed(clear):
    assert "mask" not in ImageRequest("a fox", task=Inpaint(clear)).body()


@pytest.mark.parametrize(("name", "price"), [("fast-upscale", 0.03), ("outpaint", 0.06), ("creative-upscale", 0.60)])
def test_prices(name, price):
    task = {"fast-upscale": FastUpscale, "outpaint": Outpaint, "creative-upscale": CreativeUpscale}[name](IMAGE)
    request = ImageRequest("" if name == "fast-upscale" else "a", task=task)
    assert family_of(MODELS[name]).price(request, MODELS[name]) == price
