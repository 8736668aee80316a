"""The kit and the practice service state Bedrock's limits on their own: here they must agree, for any request.

What the kit's checks accept, the service accepts; what is beyond one documented limit, both refuse, and complain of the
same place in the JSON.
"""

import json
import re
from dataclasses import replace
from functools import cache
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import MODELS, BadValue, ImageRequest
from helpers.input_image import InputImage
from helpers.models import amazon, family_of, sdxl, stable_image, titan
from helpers.models.image_services import KNOBS
from helpers.models.nova_canvas import STYLES
from helpers.models.styles import STYLE_PRESETS
from helpers.practice.service import invoke
from helpers.request import Sampler
from helpers.tasks import TASKS
from tests.conftest import image_file
from tests.practice.wire import ask

FAMILIES = {
    family: [(model, task) for model in MODELS.values() if model.family == family for task in model.tasks]
    for family in ("stable_image", "image_services", "sdxl", "titan", "nova_canvas")
}
EACH = pytest.mark.parametrize("family", FAMILIES)
AMAZON = ("titan", "nova_canvas")

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)


@pytest.fixture(autouse=True)
def nothing_is_drawn(monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", "en")
    monkeypatch.setattr(invoke, "_draw", lambda asked, seed, blur=0: (b"pixels", {}))


@cache
def picture(width, height, kind="PNG"):
    return InputImage.of(image_file(kind, (width, height)))


@cache
def black_and_white(width, height):
    return InputImage.of(image_file(size=(width, height), colour=(255, 255, 255)))


def pictures(model, task):
    """Pictures that the model takes."""
    if model.family == "sdxl":
        return st.sampled_from([picture(128, 128), picture(128, 896), picture(640, 256, "JPEG")])
    if model.family in AMAZON:
        return st.sampled_from([picture(320, 320), picture(640, 320, "JPEG"), picture(320, 1200)])
    if model.name == "sd3-large":
        return st.sampled_from([picture(640, 640), picture(1536, 640, "WEBP")])
    least = 32 if task == "fast-upscale" else 64
    wide = (1000, 70) if task in ("fast-upscale", "creative-upscale") else (250, 100)
    return st.sampled_from([picture(least, least), picture(*wide, "JPEG"), picture(90, 200, "WEBP")])


def shares(low=0.0, high=1.0):
    return st.floats(low, high) | st.sampled_from([low, high])


def whole(low, high):
    return st.integers(low, high) | st.sampled_from([low, high])


@st.composite
def tasks(draw, model, name):
    """A task with every knob that the model has for it, or without some of them."""
    image = draw(pictures(model, name))
    mask = black_and_white(image.width, image.height) if model.family in AMAZON else picture(40, 30)
    services = model.family == "image_services"
    upscaling = name in ("conservative-upscale", "creative-upscale")
    knobs = {
        "image": st.just(image),
        "mask": st.just(mask),
        "style_image": pictures(model, name),
        "garment": pictures(model, name),
        "strength": shares(0.0, 0.8 if model.family in AMAZON else 1.0),
        "grow_mask": whole(0, 20) if services else st.none(),
        **{side: whole(0, 60) for side in ("left", "right", "up")},
        "down": whole(1, 60),
        "creativity": shares(0.1, 0.5 if upscaling else 1.0) if services else st.none(),
        **{knob: WORDS for knob in ("search", "select")},
        "keep": st.just(""),
        "control_strength": shares(),
        "by": st.sampled_from(["edges", "segments"]) if not services else st.none(),
        **{knob: shares() for knob in ("fidelity", "composition_fidelity", "style_strength")},
        "change_strength": shares(0.1),
        "colors": st.lists(st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True), min_size=1, max_size=10).map(tuple),
        "precise": st.booleans(),
        "merge_style": st.sampled_from(["balanced", "seamless", "detailed"]),
        "preserve": st.just(("face",)),
        "mask_shape": st.none(),
    }
    kind = TASKS[name]
    needed = {"image", "mask", "style_image", "garment", "search", "select", "colors", "down"}
    given_knobs = {}
    for field in kind.__dataclass_fields__:
        if field in knobs and (field in needed or draw(st.booleans())):
            given_knobs[field] = draw(knobs[field])
    return kind(**given_knobs)


def sizes(model):
    if model.family == "sdxl":
        side = st.integers(2, 14).map(lambda n: 64 * n)
        most = sdxl.MOST_PIXELS
    elif model.family == "titan":
        return st.sampled_from(titan.LARGE + titan.SMALL)
    else:
        side = st.integers(20, 80).map(lambda n: 16 * n)
        most = 4_194_304
    return st.tuples(side, side).filter(lambda s: s[0] * s[1] <= most and max(s) <= 4 * min(s))


def general(model, name):
    """The knobs that `ImageRequest` has for all models: those that this one takes."""
    if model.family == "stable_image":
        out = {"negative_prompt": WORDS, "seed": whole(0, stable_image.SEED_LIMIT)}
        if name == "text-to-image":
            out["aspect_ratio"] = st.sampled_from(stable_image.ASPECT_RATIOS)
        return out | {"output_format": st.sampled_from(model.formats)}
    if model.family == "image_services":
        every = {
            "negative_prompt": WORDS,
            "seed": whole(0, stable_image.SEED_LIMIT),
            "style_preset": st.sampled_from(STYLE_PRESETS),
            "aspect_ratio": st.sampled_from(stable_image.ASPECT_RATIOS),
        }
        return {knob: every[knob] for knob in KNOBS[name]} | {"output_format": st.sampled_from(model.formats)}
    if model.family == "sdxl":
        out = {
            "negative_prompt": WORDS,
            "seed": whole(0, sdxl.SEED_LIMIT),
            "cfg_scale": shares(0.0, 35.0),
            "sampler": st.sampled_from(get_args(Sampler)),
            "style_preset": st.sampled_from(STYLE_PRESETS),
        }
        return out | {"steps": whole(10, 150 if name == "text-to-image" else 50)}
    if name == "remove-background":
        return {}
    out = {
        "seed": whole(0, amazon.SEED_LIMIT),
        "cfg_scale": shares(1.1, 10.0),
        "count": whole(1, 5),
        "quality": st.sampled_from(amazon.QUALITIES),
    }
    if TASKS[name].prompt_use != "none":
        out["negative_prompt"] = WORDS
    if model.family == "nova_canvas" and name in ("text-to-image", "control-structure"):
        out["style_preset"] = st.sampled_from(list(STYLES))
    return out


SIZED = ("text-to-image", "image-to-image", "control-structure", "color-guided")


@st.composite
def requests(draw, model, name):
    """Any request that the model's checks accept."""
    task = draw(tasks(model, name))
    use = task.prompt_use
    optional = use == "optional" and model.family not in AMAZON and draw(st.booleans())
    more = {knob: draw(value) for knob, value in general(model, name).items() if draw(st.booleans())}
    sized = name == "text-to-image" if model.family == "sdxl" else model.family in AMAZON and name in SIZED
    if sized and draw(st.booleans()):
        more["width"], more["height"] = draw(sizes(model))
    prompt = "" if use == "none" or optional else draw(WORDS)
    return ImageRequest(prompt, model=model.name, task=task, **more)


def sent(request):
    """What the service answers to the request, checked or not."""
    model = MODELS[request.model]
    return ask(family_of(model).body(request, model), model.call_id, model.regions[0])


@EACH
@given(data=st.data())
def test_what_the_checks_accept_the_service_accepts(family, data):
    request = data.draw(requests(*data.draw(st.sampled_from(FAMILIES[family]))))
    request.check()
    response = sent(request)
    assert response.status == 200, response.body


# ---- beyond one limit

TOO_LONG = {"stable_image": 10_001, "image_services": 10_001, "sdxl": 2_001, "titan": 513, "nova_canvas": 1_025}
SMALLEST = {"stable_image": 63, "image_services": 63, "sdxl": 127, "nova_canvas": 319}  # Titan has a largest alone


def beyond_whole(low, high):
    odd = st.sampled_from([low - 1, high + 1, 10**30, True, 1.5, "7"])
    return odd | st.integers(max_value=low - 1) | st.integers(min_value=high + 1)


def beyond(low, high):
    odd = st.sampled_from([low - 0.001, high + 0.001, 1e300, True, "0.5"])
    return odd | st.floats(max_value=low - 0.001, allow_infinity=False) | st.floats(high + 0.001, allow_infinity=False)


def beyond_share(low, high):
    """Of a strength that some families turn round: of no other type, which could not be turned."""
    return (
        st.sampled_from([low - 0.001, high + 0.001, 1e300])
        | st.floats(high + 0.001, 1e9)
        | st.floats(-1e9, low - 0.001)
    )


def other_than(choices):
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(
        lambda word: word not in choices and word
    )


def violations(model, name):
    """(which knob, a value that it must not have), of the request or of its task."""
    long = st.just("x" * TOO_LONG[model.family])
    kind = TASKS[name]
    out = {}
    if kind.prompt_use != "none":
        out["prompt"] = long
    takes = general(model, name)
    known = {
        "negative_prompt": long,
        "seed": beyond_whole(0, {"sdxl": sdxl.SEED_LIMIT}.get(model.family, stable_image.SEED_LIMIT)),
        "aspect_ratio": other_than(stable_image.ASPECT_RATIOS),
        "cfg_scale": beyond(0, 35) if model.family == "sdxl" else beyond(1.1, 10),
        "steps": beyond_whole(10, 150 if name == "text-to-image" else 50),
        "sampler": other_than(get_args(Sampler)),
        "style_preset": other_than((*STYLE_PRESETS, *STYLES)),
        "output_format": other_than(model.formats),
        "count": beyond_whole(1, 5),
        "quality": other_than(amazon.QUALITIES),
    }
    if model.family in AMAZON:
        known["seed"] = beyond_whole(0, amazon.SEED_LIMIT)
    if model.family == "stable_image" and not model.active:
        known["seed"] = beyond_whole(0, 2**32 - 1)  # the kit keeps to the smaller one of the two that are documented
    out |= {knob: known[knob] for knob in takes}
    services = model.family == "image_services"
    upscaling = name in ("conservative-upscale", "creative-upscale")
    fields = {
        "strength": beyond_share(0, 0.8) if model.family in AMAZON else beyond_share(0, 1),
        "control_strength": beyond(0, 1),
        **{knob: beyond(0, 1) for knob in ("fidelity", "composition_fidelity", "style_strength")},
        "change_strength": beyond(0.1, 1),
    }
    if services:
        fields |= {"grow_mask": beyond_whole(0, 20), "creativity": beyond(0.1, 0.5 if upscaling else 1)}
        fields |= {side: beyond_whole(0, 2000) for side in ("left", "right", "up", "down")}
    if services or name == "search-replace":
        fields |= {knob: long for knob in ("search", "select")}
    if name not in ("fast-upscale", "color-guided") and (model.family not in AMAZON or name != "outpaint"):
        side = 639 if model.name == "sd3-large" else SMALLEST.get(model.family, 1409)
        fields["image"] = st.sampled_from([picture(side, side + 100), picture(700, 700, "GIF")])
    if name == "color-guided":
        fields["colors"] = st.just(("#ff0000",) * 11) | st.just(())
    out |= {f"task.{knob}": value for knob, value in fields.items() if knob in kind.__dataclass_fields__}
    return out


@EACH
@given(data=st.data())
def test_what_is_beyond_a_limit_both_refuse_for_the_same_reason(family, data):
    model, task = data.draw(st.sampled_from(FAMILIES[family]))
    request = data.draw(requests(model, task))
    knob, values = data.draw(st.sampled_from(sorted(violations(model, task).items(), key=lambda item: item[0])))
    wrong = data.draw(values)
    if knob.startswith("task."):
        wrong_request = replace(request, task=replace(request.task, **{knob.removeprefix("task."): wrong}))
    else:
        wrong_request = replace(request, **{knob: wrong})
    with pytest.raises(BadValue) as caught:
        wrong_request.check()
    field = caught.value.facts["field"]
    response = sent(wrong_request)
    message = json.loads(response.body)["message"]
    assert response.status == 400
    complaints = message.removeprefix("Malformed input request: ").removesuffix(
        ", please reformat your input and try again."
    )
    assert field in re.findall(r"(#[\w/]*): ", complaints), (field, message)
