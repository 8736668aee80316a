"""What the tests of edits share: a painted picture of which it is known where its cat is."""

from dataclasses import dataclass

import numpy as np
import pytest

from helpers.practice import composition as paintings
from helpers.practice import engine, imagination
from helpers.practice.composition import CELL
from helpers.practice.engine import Order


@dataclass(frozen=True)
class Scene:
    """A picture (192, 256, 3) uint8, and where its figure is (192, 256) of bool, at most a cell too wide."""

    pixels: np.ndarray
    figure: np.ndarray


@pytest.fixture(scope="module", autouse=True)
def all_fills_quick(quick_fills):
    pass


@pytest.fixture(scope="session")
def scene():
    """A black cat in a meadow."""
    order = Order("a black cat in a meadow", width=256, height=192)
    rng = np.random.default_rng(7)
    (painted,) = imagination.compose(engine.imagine(order, rng).plan, rng, 32, 24, 1)
    (where,) = paintings.regions([painted])
    pixels = (paintings.paint(painted, CELL).clip(0, 1) * 255 + 0.5).astype(np.uint8)
    return Scene(pixels, np.kron(where, np.ones((CELL, CELL), bool)))


@pytest.fixture(scope="session")
def pixels(scene):
    return scene.pixels


@pytest.fixture(scope="session")
def hole():
    """A mask in the picture's size: 1 in a box at the left, where there is but meadow."""
    mask = np.zeros((192, 256), np.float32)
    mask[90:180, 10:100] = 1
    return mask
