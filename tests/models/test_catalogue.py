"""The catalogue: that it agrees with itself, and with the service that practice mode plays."""

import re

from helpers import MODELS
from helpers.models import DEFAULT, family_of, find
from helpers.models.styles import STYLE_PRESETS
from helpers.practice.families import FAMILIES
from helpers.practice.families.common import PRESETS


def test_the_default_is_active():
    assert MODELS[DEFAULT].retired_on is None


def test_every_model_has_a_family_a_region_and_a_price():
    for name, model in MODELS.items():
        assert model.name == name
        assert callable(family_of(model).body)
        assert callable(family_of(model).answer)
        assert model.regions
        assert re.fullmatch(r"about \$\d+\.\d\d", model.price_text())


def test_the_practice_service_knows_every_model_and_where_it_is():
    for model in MODELS.values():
        served = FAMILIES[model.id]
        assert served.regions == model.regions
        assert served.retired == (model.retired_on is not None)


def test_practice_mode_also_plays_services_that_the_kit_does_not_call():
    """Each by its bare id, which is refused, and by its profile."""
    beyond = set(FAMILIES) - {model.id for model in MODELS.values()} - {f"{MODELS['sdxl'].id}:0"}
    bare = {name for name in beyond if FAMILIES[name].profile_only}
    assert len(bare) == 13
    assert beyond == bare | {f"us.{name}" for name in bare}


def test_both_sides_know_the_same_style_presets():
    assert tuple(PRESETS) == STYLE_PRESETS


def test_the_lab_called_sdxl_by_two_ids():
    assert find("stability.stable-diffusion-xl-v1") is find("stability.stable-diffusion-xl-v1:0") is MODELS["sdxl"]


def test_nobody_is_nobody():
    assert find("stability.sd9") is None
