"""The catalogue: that it agrees with itself, and with the service that practice mode plays."""

import re
from datetime import date

import pytest

from helpers import MODELS
from helpers.models import DEFAULT, doing, family_of, find, nearest
from helpers.models.catalogue import READ_ON
from helpers.models.styles import STYLE_PRESETS
from helpers.practice.families import FAMILIES
from helpers.practice.families.common import PRESETS
from helpers.practice.service import PUBLISHED
from helpers.tasks import TASKS

RETIRED = [model for model in MODELS.values() if not model.active]


def test_the_default_is_active():
    assert MODELS[DEFAULT].active


def test_which_models_are_active():
    """The three generators and the thirteen services, as AWS's model cards listed them."""
    active = [model for model in MODELS.values() if model.active]
    assert len(active) == 16
    assert [model.name for model in active if not model.profile] == [
        *("sd3.5-large", "stable-image-core", "stable-image-ultra"),
    ]


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_entry_is_whole(english, model):
    assert MODELS[model.name] is model
    for name in ("check", "body", "price", "answer"):
        assert callable(getattr(family_of(model), name))
    assert model.regions and model.tasks and model.formats
    assert re.fullmatch(r"about \$\d+\.\d\d(, or \$0\.\d+ by another list)?", model.price_text())
    assert re.match(r"\[[DLCX?]\]", model.price_note)  # how certain it is
    assert model.retired_on is None or (model.retired_on < READ_ON and not model.active)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_the_practice_service_knows_every_model_where_it_is_and_how_it_is_called(model):
    for identifier in (model.id, *model.aliases):
        served = FAMILIES[identifier]
        assert served.regions == model.regions
        assert served.retired == (not model.active)
        assert served.profile_only == model.profile
    assert (f"us.{model.id}" in FAMILIES) == model.profile
    assert PUBLISHED.get(model.id) == model.requests_per_minute


def test_the_practice_service_knows_no_others():
    known = {name for model in MODELS.values() for name in (model.id, model.call_id, *model.aliases)}
    assert set(FAMILIES) == known


def test_both_sides_know_the_same_style_presets():
    assert tuple(PRESETS) == STYLE_PRESETS


def test_old_code_calls_models_by_several_ids():
    assert find("stability.stable-diffusion-xl-v1") is find("stability.stable-diffusion-xl-v1:0") is MODELS["sdxl"]


@pytest.mark.parametrize("name", ["stability.sd9", "", "us.stability.sd3-5-large-v1:0", "arn:aws:bedrock:x"])
def test_nobody_is_nobody(name):
    assert find(name) is None


@pytest.mark.parametrize("task", TASKS)
def test_the_nearest_active_model_of_a_task(task):
    found = nearest(task)
    assert found.active
    if any(model.active for model in doing(task)):
        assert task in found.tasks


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_in_place_of_a_model_comes_another_and_its_successor_first(model):
    found = nearest(model.tasks[0], besides=model)
    assert found.active and found is not model
    if model.successor:
        assert found is MODELS[model.successor]


def test_a_successor_that_cannot_do_the_task_is_not_named():
    assert nearest("inpaint", besides=MODELS["sdxl"]).name == "inpaint"


def test_active_models_come_before_retired_ones():
    for task in TASKS:
        states = [model.active for model in doing(task)]
        assert states == sorted(states, reverse=True)


def test_an_entry_says_when_it_is_old():
    model = MODELS[DEFAULT]
    assert not model.stale(date(2027, 2, 20))  # 90 days
    assert model.stale(date(2027, 2, 21))
