"""A word to the learner that is no error: a warning that points at their own line, not into this kit."""

from __future__ import annotations

import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# `warnings.catch_warnings` changes the whole process: of two threads, the one that ends last would leave the other's
# silence behind for ever, and a word to the learner would be lost in it.
_ONE_AT_A_TIME = threading.RLock()
_HERE = str(Path(__file__).parent)


def warn(words: str) -> None:
    """Warn whoever called into `helpers`."""
    level, frame = 2, sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
        level, frame = level + 1, frame.f_back
    with _ONE_AT_A_TIME:
        warnings.warn(words, stacklevel=level)


@contextmanager
def silence() -> Iterator[None]:
    """Without the warnings of what is called in it, such as Pillow's about a file's size."""
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
