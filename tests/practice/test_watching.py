"""Looking on while practice mode draws."""

import pytest

from helpers import ImageRequest, connect, tasks
from helpers.practice import engine
from helpers.practice.engine import Order
from helpers.practice.watching import watched

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected")
ORDER = Order("a red fox", width=256, height=256, steps=8)


def drawn(watcher):
    with watched(watcher):
        return engine.draw(ORDER)


def test_every_step_is_told_and_the_picture_is_the_same():
    seen = []
    looked_at = drawn(lambda step, steps, picture: seen.append((step, steps, picture().size)))
    assert [step for step, _, _ in seen] == list(range(1, 9))
    assert {steps for _, steps, _ in seen} == {8}
    assert seen[0][2] == (8, 8) and seen[-1][2] == (32, 32)  # coarse first
    assert (looked_at.pixels == engine.draw(ORDER).pixels).all()


def test_nobody_is_told_afterwards_and_watchers_may_be_within_one_another():
    outer, inner = [], []
    with watched(lambda step, steps, picture: outer.append(step)):
        drawn(lambda step, steps, picture: inner.append(step))
        engine.draw(ORDER)
    engine.draw(ORDER)
    assert len(inner) == len(outer) == 8


def test_what_a_watcher_raises_ends_the_drawing():
    def tired(step, steps, picture):
        if step == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        drawn(tired)


def test_over_a_connection_edits_are_seen_too():
    connection, seen = connect("practice"), []
    first = connection.draw(ImageRequest("a red fox", width=256, height=256, model="sdxl", steps=10, seed=1))
    task = tasks.ImageToImage(first, strength=0.5)
    connection.draw(ImageRequest("a grey wolf", task=task), lambda *step: seen.append(step[:2]))
    assert seen and seen[-1][0] == seen[-1][1]
