"""Which scene a picture resembles."""

import pytest

from helpers.practice.composition import Backdrop, paint_backdrop
from helpers.practice.edits.likeness import resembles
from helpers.practice.painter.light import Setting
from helpers.practice.retouch.views import view


def painted(scene, time="day", size=(128, 128)):
    return paint_backdrop(Backdrop(scene, Setting(time), 77, 78), *size)[0]


@pytest.mark.parametrize("size", [(128, 128), (224, 128)], ids=str)
@pytest.mark.parametrize(("scene", "time"), [("beach", "day"), ("forest", "night"), ("city", "dusk")])
def test_a_painting_resembles_its_own_scene_in_any_shape(scene, time, size):
    found, setting = resembles(painted(scene, time, size))
    assert (found, setting.time) == (scene, time)


def test_there_may_be_few_to_choose_from():
    assert resembles(painted("beach"), ("lake", "space"))[0] == "lake"


def test_all_shapes_share_their_views():
    """Each takes ten milliseconds to paint, while somebody waits."""
    resembles(painted("meadow"))
    before = view.cache_info().misses
    resembles(painted("meadow", size=(224, 128)))
    assert view.cache_info().misses - before <= 24  # another scene may come closer: one, at all hours
