"""What the tests of the models' bodies share: a picture, a mask, and the order in place of its picture."""

import numpy as np
import pytest

from helpers.practice import engine
from helpers.practice.engine import Order
from helpers.practice.service import invoke
from tests.practice import wire


@pytest.fixture(scope="module", autouse=True)
def all_fills_quick(quick_fills):
    pass


@pytest.fixture(scope="session")
def meadow():
    """A painted picture (128, 160, 3)."""
    return engine.draw(Order("a black cat in a meadow", width=192, height=128, steps=10, seed=7)).pixels[:, 16:176]


@pytest.fixture(scope="session")
def hole():
    """A mask in the meadow's size: white in a box, at the right of it."""
    mask = np.zeros((128, 160), np.uint8)
    mask[40:110, 90:150] = 255
    return mask


@pytest.fixture
def asked(monkeypatch):
    """What reaches the engine, in place of its picture."""
    all_asked = []

    def draw(asked, seed, blur=0):
        all_asked.append(asked)
        return b"pixels", {"understood": (), "ignored": ()}

    monkeypatch.setattr(invoke, "_draw", draw)
    return all_asked


@pytest.fixture(scope="session")
def sent_meadow(meadow):
    return wire.sent(meadow)
