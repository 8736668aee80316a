"""Whether the same orders give the same pixels in another process, after other pictures, and on other processors."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

Array = np.ndarray

_SMALL = {"width": 512, "height": 512, "steps": 10}
ORDERS = (
    {"prompt": "three red foxes and a blue car in a meadow at sunset, watercolor", "seed": 1, **_SMALL},
    {"prompt": "a lighthouse on the beach at night, storm, van gogh", "seed": 2, **_SMALL},
    {"prompt": "숲에 있는 하얀 토끼 둘, 수묵화", "seed": 3, **_SMALL},
    {"prompt": "a castle, stained glass", "seed": 4, **_SMALL, "sampler": "DDIM"},
    {"prompt": "a king riding a horse, low poly", "seed": 5, **_SMALL, "negative_prompt": "mountains"},
    {"prompt": "a city in the rain, comic", "seed": 6, **_SMALL, "cfg_scale": 12.0},
    {"prompt": "a cat and a person, in the style of Picasso", "seed": 7, **_SMALL},
    {"prompt": "a goldfish and an octopus underwater, oil", "seed": 8, **_SMALL},
)
# What differs from the first process. The last two let this processor pass for an older one, as far as it can: other
# kernels of OpenBLAS, and none of the vector instructions that numpy chooses by itself.
_THREADS = {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"}
FIRST = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
OTHERS: dict[str, dict[str, str]] = {
    "hash seed": {"PYTHONHASHSEED": "12345"},
    "two threads": _THREADS,
    "other pictures before": {"BENCH_BEFORE": "1"},
    "older OpenBLAS kernels": {"OPENBLAS_CORETYPE": "Prescott"},
    "fewer vector instructions": {"NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512_SKX"},
}

_DRAW = """
import os, sys
import numpy as np
from helpers.practice.engine import Order, draw
from tests.bench.repeat import ORDERS
orders = list(enumerate(ORDERS))
if "BENCH_BEFORE" in os.environ:
    for seed, prompt in enumerate(("a dog", "a red fox in a meadow at sunset", "a whale in the sea, oil")):
        draw(Order(prompt, width=512, height=512, steps=10, seed=seed))
    orders.reverse()
pictures = {str(i): draw(Order(**order)).pixels for i, order in orders}
np.savez(sys.argv[1], **pictures)
"""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Pictures drawn again under another condition: how many are the same, and how far the others are off."""

    condition: str
    same: int
    of: int
    largest: int  # difference of a pixel, of 255
    differing: float  # share of the values that differ at all

    def __str__(self) -> str:
        off = "" if self.same == self.of else f", up to {self.largest} of 255, in {self.differing:.2%} of the values"
        return f"{self.condition:<28} {self.same} of {self.of} identical{off}"


def measure() -> list[Repeat]:
    """Draw `ORDERS` in fresh processes under each condition, and compare them to the first."""
    first = _drawn(FIRST)
    return [compared(name, first, _drawn(FIRST | change)) for name, change in OTHERS.items()]


def compared(condition: str, first: list[Array], again: list[Array]) -> Repeat:
    """Two runs of the same orders beside each other."""
    off = [np.abs(a.astype(int) - b) for a, b in zip(first, again, strict=True)]
    values = np.concatenate([d.ravel() for d in off])
    return Repeat(condition, sum(not d.any() for d in off), len(off), int(values.max()), float((values > 0).mean()))


def _drawn(environment: dict[str, str]) -> list[Array]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pictures.npz"
        subprocess.run([sys.executable, "-c", _DRAW, str(out)], check=True, env=os.environ | environment)
        with np.load(out) as pictures:
            return [pictures[str(i)] for i in range(len(ORDERS))]
