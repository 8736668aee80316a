"""Knobs: what a form may show. What they allow is taken, one beyond is refused, and so is what has no knob."""

import itertools
from dataclasses import replace

import pytest

from helpers import MODELS, BadValue, ImageRequest, models
from helpers.input_image import InputImage
from helpers.tasks import TASKS, field_names
from tests.conftest import image_file

PAIRS = [(model, task) for model in MODELS.values() for task in model.tasks]
IDS = [f"{model.name}-{task}" for model, task in PAIRS]
OPTIONS = {
    **{"negative_prompt": "a dog", "seed": 5, "steps": 20, "cfg_scale": 7.0, "aspect_ratio": "1:1", "count": 2},
    **{"style_preset": "line-art", "sampler": "DDIM", "quality": "premium"},
}
PICTURE = InputImage.of(image_file(size=(640, 640)))  # what all of them take, read once
GIVEN = {
    **{"search": "fox", "select": "fox", "keep": "fox", "colors": ("#ff0000",), "wear": "upper_body"},
    **{"left": 64, "right": 64, "mask": PICTURE},
}


def request(model, task, of_request=(), of_task=()):
    """The smallest request for a task that the model takes, and what is set on it."""
    kind = TASKS[task]
    needed = {"image": PICTURE, "style_image": PICTURE, "garment": PICTURE, **GIVEN}
    if task in ("replace-background", "try-on"):
        needed.pop("mask")
    fields = {name: needed[name] for name in field_names(kind) if name in needed} | dict(of_task)
    prompt = "" if kind.prompt_use == "none" else "a cat"
    return ImageRequest(prompt, model=model.name, task=kind(**fields), **dict(of_request))


def with_value(model, task, knob, value):
    if knob.kind == "size":
        return request(model, task, {"width": value[0], "height": value[1]})
    return request(model, task, *(((), {knob.name: value}) if knob.of_task else ({knob.name: value}, ())))


def allowed(knob):
    match knob.kind:
        case "words":
            return ["x" * int(max(knob.low, 1)), "x" * int(knob.high)]
        case "choice":
            return knob.choices
        case "size":
            return knob.sizes
    # How far a picture may grow depends on its size, too, in some families: there it is the canvas that is checked.
    return [knob.low, 128 if knob.name in ("left", "right", "up", "down") else knob.high]


def beyond(knob):
    match knob.kind:
        case "words":
            return ["x" * (int(knob.high) + 1)]
        case "choice":
            return ["?"]
        case "size":
            return [(1, 1), (9000, 9000)]
    return [knob.low - 1, knob.high + 1]


@pytest.mark.parametrize(("model", "task"), PAIRS, ids=IDS)
def test_every_setting_that_a_knob_allows_is_taken(model, task):
    assert request(model, task).body()
    for knob in models.knobs(model, task):
        for value in allowed(knob):
            assert with_value(model, task, knob, value).body(), (knob, value)


@pytest.mark.parametrize(("model", "task"), PAIRS, ids=IDS)
def test_what_is_beyond_a_knob_is_refused(model, task):
    for knob in models.knobs(model, task):
        for value in beyond(knob):
            with pytest.raises(BadValue):
                with_value(model, task, knob, value).body()


@pytest.mark.parametrize(("model", "task"), PAIRS, ids=IDS)
def test_what_has_no_knob_is_refused(model, task):
    names = {knob.name for knob in models.knobs(model, task)}
    for name, value in OPTIONS.items():
        if name not in names:
            with pytest.raises(BadValue):
                request(model, task, {name: value}).body()
    if "size" not in names:
        with pytest.raises(BadValue):
            request(model, task, {"width": 512, "height": 512}).body()


def test_a_knob_that_cannot_be_turned_is_none():
    formats = {knob.name for model, task in PAIRS for knob in models.knobs(model, task) if len(knob.choices) == 1}
    assert formats == set()


def test_each_knob_stands_there_once():
    for model, task in PAIRS:
        names = [knob.name for knob in models.knobs(model, task)]
        assert len(names) == len(set(names))


def test_every_field_of_a_task_but_pictures_has_a_knob_somewhere():
    """So that nothing can be asked in code alone."""
    pictures = {"image", "mask", "style_image", "garment", "more_images"}
    by_hand = {"colors", "precise", "preserve", "where"}  # these take a widget of their own
    for name, kind in TASKS.items():
        known = set(
            itertools.chain.from_iterable(
                (knob.name for knob in models.knobs(model, name)) for model in MODELS.values() if model.can(name)
            )
        )
        assert set(field_names(kind)) - pictures - by_hand <= known, name


@pytest.mark.parametrize(("model", "task"), [pair for pair in PAIRS if "image" in field_names(TASKS[pair[1]])])
def test_a_picture_that_is_too_large_is_made_smaller_until_the_model_takes_it(model, task):
    huge = InputImage.of(image_file(size=(3400, 3000)))
    sent = models.fitted(huge, model, task)
    assert models.fitted(sent, model, task) is sent
    if task == "outpaint" and model.family != "image_services":
        return  # there it is the canvas that counts
    whole = request(model, task)
    replace(whole, task=replace(whole.task, image=sent)).check()
    if sent is not huge:  # nothing is made smaller that need not be
        with pytest.raises(BadValue):
            replace(whole, task=replace(whole.task, image=huge)).check()
