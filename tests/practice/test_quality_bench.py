"""What `make bench` measures quality with: wishes and their words, the judge's parts, and how results are kept."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.practice import brief
from helpers.practice.brief import Wanted
from helpers.practice.composition import paint
from helpers.practice.engine import Order, draw
from helpers.practice.imagination import Plan, compose
from helpers.practice.painter import subjects
from helpers.practice.painter.light import Setting
from tests.bench import looking
from tests.bench.__main__ import merged
from tests.bench.figures import Figure
from tests.bench.judge import FAMILIES, Impression, alike
from tests.bench.lessons import lesson, lessons
from tests.bench.network import Network
from tests.bench.places import places, rect, shared
from tests.bench.quality import SETTINGS, painted, share, verdicts
from tests.bench.repeat import compared
from tests.bench.spent import shares
from tests.bench.wishes import Thing, Wish, english, korean, plural, wish


def _saw(**settings: str) -> Impression:
    """A judge's impression of a red cat and two dogs."""
    figures = (("cat", "red"), ("dog", "brown"), ("dog", "white"))
    usual = {"scene": "forest", "time": "night", "weather": "rain", "style": "none"}
    return Impression(figures, **(usual | settings))


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
    there = looking.windows(picture, [(0.35, 0.5, 0.3)], mirrored=True)
    mirrored = looking.windows(picture[:, ::-1], [(0.65, 0.5, 0.3)])
    assert np.abs(there - mirrored).mean() < 0.01


def test_colours_of_a_figure_are_those_that_are_not_around_it():
    picture = np.full((looking.SIDE, looking.SIDE, 3), (40, 160, 60), np.uint8)
    picture[100:160, 100:160] = (220, 60, 40)
    around, own = np.split(looking.dyes(picture, [(0.5, 0.5, 0.24)])[0, :1024], 2)
    assert own.max() > 0.5
    assert around[own.argmax()] == own.max()


def test_places_are_those_of_the_composition_the_picture_is_of():
    plan = Plan((Wanted("cat"), Wanted("house")), "meadow", Setting("day", "clear", "summer"), None)
    one, other = compose(plan, np.random.default_rng(3), 32, 32, 2)
    picture = (paint(other, 8) * 255).astype(np.uint8)
    assert sorted(places(picture, [one, other])) == sorted(rect(f, 32) for f in other.figures)
    assert sorted(rect(f, 32) for f in one.figures) != sorted(rect(f, 32) for f in other.figures)


def test_the_shared_part_of_a_square_is_counted_from_the_first():
    assert shared((0.5, 0.5, 0.2), (0.5, 0.5, 0.4)) == pytest.approx(1)
    assert shared((0.5, 0.5, 0.4), (0.5, 0.5, 0.2)) == pytest.approx(0.25)
    assert shared((0.1, 0.1, 0.1), (0.9, 0.9, 0.1)) == 0


def test_the_network_learns_what_no_straight_line_parts():
    rng = np.random.default_rng(0)
    rows = rng.uniform(-1, 1, (3000, 2)).astype(np.float32)
    classes = (rows[:, 0] * rows[:, 1] > 0).astype(int)
    net = Network(rows[:2500], classes[:2500], 2, rng, hidden=32, rounds=60)
    assert (net.probabilities(rows[2500:]).argmax(1) == classes[2500:]).mean() > 0.9


def test_lessons_leave_some_places_empty(monkeypatch):
    monkeypatch.setattr("tests.bench.lessons.ABSENT", 1.0)
    made = lesson(["cat"], 2, np.random.default_rng(0))
    assert [f.subject for f in made.figures] == [None]
    assert made.picture.shape == (128, 128, 3)


def test_every_subject_has_its_lessons(monkeypatch):
    known = subjects.load()
    monkeypatch.setattr(subjects, "load", lambda: {name: known[name] for name in ("apple", "cup")})
    monkeypatch.setattr("tests.bench.lessons.ABSENT", 0.0)
    monkeypatch.setattr("tests.bench.lessons.HIDDEN", 9.0)
    seen = [f.subject for made in lessons(np.random.default_rng(0), 2) for f in made.figures]
    assert sorted(map(str, seen)) == ["apple", "apple", "cup", "cup"]


def test_families_are_of_the_painters_subjects():
    names = [name for family in FAMILIES for name in family]
    assert set(names) <= set(subjects.load())
    assert len(names) == len(set(names))
    assert alike("boy", "man")
    assert alike("gold", "orange")
    assert not alike("yellow", "orange")
    assert not alike("boy", "bear")


def test_an_exam_picture_comes_with_its_places():
    picture, where = painted(Wish((Thing("cat", 2, None),), "meadow", None, None, None), np.random.default_rng(0))
    assert picture.shape == (512, 512, 3)
    assert len(where) == 2


def test_verdicts_cover_everything_that_is_asked_for():
    asked = Wish((Thing("cat", 1, "red"), Thing("dog", 3, None)), "forest", "day", None, None)
    told = {(v.kind, v.asked): v.there for v in verdicts(asked, _saw())}
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
    asked = Wish((Thing("fox", 1, "red"),), None, None, None, None)
    assert share([verdicts(asked, _saw())]) == 0


def test_no_colour_is_looked_for_where_a_style_has_none():
    asked = Wish((Thing("cat", 1, "red"),), None, None, None, "pencil")
    assert [v.kind for v in verdicts(asked, _saw())] == ["subject", "count", "style"]


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
