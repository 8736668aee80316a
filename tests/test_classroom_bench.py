"""What `make bench` measures a class with: its figures, and how they are kept."""

import pytest

from tests.bench.__main__ import SECTIONS, merged, read
from tests.bench.classroom import Class, Measured, summed_up, told
from tests.bench.classservice import MODEL, Counted
from tests.bench.figures import Figure
from tests.bench.learner import Result


def test_a_class_is_summed_up():
    results = [Result(0.0, 8.0, 2, 0), Result(1.0, 5.0, 2, 0), Result(0.5, 2.5, 1, 1, "throttled")]
    found = summed_up(results, 10, Class(learners=3, pictures=2, quota=0.5))
    assert found == Measured(lost=1, over_ideal=8 / 12, slowest_over_median=2.0, calls_per_picture=2.0)


def test_a_class_in_which_nobody_has_a_picture():
    found = summed_up([Result(0.0, 1.0, 0, 4)], 20, Class(learners=1))
    assert (found.lost, found.calls_per_picture) == (4, 20)


def test_the_soonest_is_the_ideal_less_what_comes_at_once():
    room = Class(learners=40, pictures=4, quota=4, burst=20, latency=0.3)
    assert (room.ideal, room.soonest) == (40, pytest.approx(35.3))
    assert Class(learners=1, pictures=1, burst=20, latency=0.3).soonest == 0.3


def test_a_part_of_a_section_is_kept_within_it():
    figures = told("classroom.lab", Class(), Measured(109, 0.2, 1.4, 8.0))
    before = {"classroom": {"lab": {"lost": 1, "other": 2}, "ours": {"lost": 0}}}
    after = merged(before, "classroom", [*figures, Figure("over_ideal", 1.01, 1.02, "threads", "sweep")])
    assert after["classroom"]["lab"] == {
        "lost": 109,
        "other": 2,
        "over_ideal": 0.2,
        "slowest_over_median": 1.4,
        "calls_per_picture": 8.0,
    }
    assert after["classroom.baseline"]["lab"]["lost"] == 0
    assert after["classroom"]["ours"] == {"lost": 0}
    assert after["sweep"] == {"over_ideal": 1.01}
    assert before["classroom"]["lab"]["lost"] == 1


def test_the_numbers_of_a_class_are_options():
    sections, given = read(["classroom", "--learners", "60", "--latency", "1"])
    assert (sections, given.learners, given.latency, given.pictures) == (["classroom"], 60, 1.0, 4)
    assert read([])[0] == SECTIONS


def test_a_section_that_is_none():
    with pytest.raises(SystemExit, match="There is no section 'class'"):
        read(["class"])


def test_calls_are_counted_where_they_arrive():
    quotas = Counted({MODEL: 60}, lambda: 0.0, burst={MODEL: 2})
    for _ in range(5):
        quotas.take(MODEL)
    assert quotas.counts == {"calls": 5, "served": 2}
