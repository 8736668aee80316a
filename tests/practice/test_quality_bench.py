"""What `make bench` measures quality with: wishes and their words, the judge's parts, and how results are kept."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.practice import brief
from helpers.practice.engine import Order, draw
from helpers.practice.words import COLOURS
from tests.bench import looking
from tests.bench.__main__ import merged
from tests.bench.figures import Figure
from tests.bench.judge import Impression
from tests.bench.lessons import Drawing, drawings, lesson
from tests.bench.network import Network
from tests.bench.quality import SETTINGS, Levels, levelled, share, verdicts
from tests.bench.repeat import compared
from tests.bench.spent import shares
from tests.bench.wishes import Thing, Wish, english, korean, plural, wish


def _saw(**settings: str) -> Impression:
    """A judge's impression of a red cat and two dogs."""
    figures = np.array([[0.9, 0.05], [0.1, 0.8], [0.0, 0.6]], np.float32)
    colours = np.zeros((3, len(COLOURS)), np.float32)
    colours[0, sorted(COLOURS).index("red")] = 1
    usual = {"scene": "forest", "time": "night", "weather": "rain", "style": "none"}
    return Impression(("cat", "dog"), figures, colours, **(usual | settings))


@pytest.mark.parametrize("said", [english, korean])
def test_wishes_are_said_as_the_painter_reads_them(said):
    rng = np.random.default_rng(5)
    right = 0
    for _ in range(100):
        w = wish(rng)
        read = brief.read(said(w, rng))
        things = sorted((s.subject, s.count, s.colour or "") for s in read.subjects)
        asked = [getattr(w, kind) for kind in SETTINGS]
        settings = [s for s, a in zip((getattr(read, k) for k in SETTINGS), asked, strict=True) if a]
        right += things == sorted((t.subject, t.count, t.colour or "") for t in w.things) and settings == [
            a for a in asked if a
        ]
    assert right >= 90


@pytest.mark.parametrize(("one", "many"), [("fox", "foxes"), ("butterfly", "butterflies"), ("boy", "boys")])
def test_plurals(one, many):
    assert plural(one) == many


def test_a_window_in_a_mirror_is_the_mirrored_window():
    picture = np.random.default_rng(0).integers(0, 256, (looking.SIDE, looking.SIDE, 3), np.uint8)
    there = looking.windows(picture, [(90.0, 120.0, 80.0)], mirrored=True)
    mirrored = looking.windows(picture[:, ::-1], [(looking.SIDE - 90.0, 120.0, 80.0)])
    assert np.abs(there - mirrored).mean() < 0.01


def test_windows_everywhere_show_what_single_ones_show():
    picture = np.zeros((looking.SIDE, looking.SIDE, 3), np.uint8)
    picture[100:160, 80:140] = (220, 60, 40)
    rows, rects = looking.everywhere(picture)
    inside = min(
        range(len(rects)), key=lambda i: abs(rects[i][0] - 110) + abs(rects[i][1] - 130) + abs(rects[i][2] - 60)
    )
    assert np.abs(rows[inside] - looking.windows(picture, [rects[inside]])[0]).mean() < 0.1


def test_the_network_learns_what_no_straight_line_parts():
    rng = np.random.default_rng(0)
    rows = rng.uniform(-1, 1, (3000, 2)).astype(np.float32)
    classes = (rows[:, 0] * rows[:, 1] > 0).astype(int)
    net = Network(rows[:2500], classes[:2500], 2, rng, hidden=32, rounds=60)
    assert (net.probabilities(rows[2500:]).argmax(1) == classes[2500:]).mean() > 0.9


def test_a_lesson_tells_where_its_figures_stand():
    rng = np.random.default_rng(1)
    blob = Drawing("cat", "red", np.full((40, 40, 3), (255, 0, 0), np.uint8), np.full((40, 40), 255, np.uint8))
    made = lesson([blob], 1, 128, rng)
    (figure,) = made.figures
    assert made.picture.shape == (128, 128, 3)
    assert abs(figure.x - 64) < 128 * 0.16
    assert 0.6 * 128 < figure.side < 1.1 * 128


def test_no_two_drawings_of_the_bank_are_the_same(monkeypatch):
    from helpers.practice.painter import subjects

    known = subjects.load()["apple"]
    monkeypatch.setattr(subjects, "load", lambda: {"apple": known})
    one, other = drawings(np.random.default_rng(0), 2)
    assert one.rgb.shape != other.rgb.shape or (one.rgb != other.rgb).any()


def test_verdicts_cover_everything_that_is_asked_for():
    asked = Wish((Thing("cat", 1, "red"), Thing("dog", 3, None)), "forest", "day", None, None)
    told = {(v.kind, v.asked): v.there for v in verdicts(asked, _saw(), Levels(0.5, 0.5))}
    assert told == {
        ("subject", "cat"): True,
        ("count", "1 cat"): True,
        ("colour", "red cat"): True,
        ("subject", "dog"): True,
        ("count", "3 dog"): False,
        ("scene", "forest"): True,
        ("time", "day"): False,
    }


def test_who_is_not_there_has_neither_count_nor_colour():
    asked = Wish((Thing("cat", 1, "red"),), None, None, None, None)
    assert share([verdicts(asked, _saw(), Levels(0.95, 0.5))]) == 0


def test_levels_count_best_where_counts_are_known():
    asked = Wish((Thing("cat", 1, None), Thing("dog", 2, None)), None, None, None, None)
    empty = Wish((), None, None, None, None)
    levels = levelled([asked, empty], [_saw(), _saw()])
    assert 0.1 <= levels.counted < 0.6
    assert levels.there > 0.8


def test_a_section_leaves_the_figures_of_others():
    before = {"machine": {"python": "3"}, "engine": {"lab_request_s": 1.0}, "engine.baseline": {"lab_request_s": 0.1}}
    after = merged(before, "quality", [Figure("attributes_present", 0.91234, 0.2, "chance", "engine")])
    assert after["engine"] == {"lab_request_s": 1.0, "attributes_present": 0.9123}
    assert after["engine.baseline"] == {"lab_request_s": 0.1, "attributes_present": 0.2}
    assert "attributes_present" not in before["engine"]


def test_shares_of_the_time_add_up():
    parts = shares(lambda: draw(Order("a cat in the rain, oil", width=128, height=128, steps=10)))
    assert sum(parts.values()) == pytest.approx(1)
    assert {"painting, small", "painting, large", "styles", "denoising", "enlarging"} <= set(parts)


def test_repeats_are_told_apart_from_the_first_run():
    first = [np.zeros((2, 2, 3), np.uint8)] * 2
    again = [first[0], first[1].copy()]
    again[1][0, 0, 0] = 7
    repeat = compared("x", first, again)
    assert (repeat.same, repeat.of, repeat.largest) == (1, 2, 7)
    assert repeat.differing == pytest.approx(1 / 24)
